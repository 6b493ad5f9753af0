-- A sale is found by its customer's name while its list is walked in order: under row-level security a text
-- search cannot be an index condition, and looking each customer up costs more than the walk itself. So the
-- name's search text stands beside the sale, inside the indexes that the list walks. It is the customer's
-- name_search, clipped; whoever links, renames, merges or erases a customer writes it again.
alter table app.sales add column customer_search text;
update app.sales s set customer_search = left(c.name_search, 240)
  from app.customers c where c.dealer_id = s.dealer_id and c.id = s.customer_id;

drop index app.sales_newest;
drop index app.sales_by_stage;
drop index app.sales_by_owner;
create index sales_newest on app.sales (dealer_id, id desc) include (customer_search);
create index sales_by_stage on app.sales (dealer_id, stage, id desc) include (customer_search);
create index sales_by_owner on app.sales (dealer_id, owner_id, stage, id desc) include (customer_search);

-- The sales of a car.
create index sales_by_episode on app.sales (dealer_id, episode_id) where episode_id is not null;
