-- name_search begins with the pinyin: it sorts Chinese names by their sound under every server's collation.
drop index app.customers_by_name;
create index customers_by_name on app.customers (dealer_id, name_search collate "C", id);

-- Why a lead led nowhere.
alter table app.leads
  add column loss_reason text,
  add column lost_at timestamptz,
  add check ((state = 'lost') = (lost_at is not null));

-- All stays of one car.
create index stock_episodes_by_vehicle on app.stock_episodes (dealer_id, vehicle_id, id desc);
