-- A delivery that was recorded by mistake is taken back: its row stays, and says so. Of those that stand there is one.
alter table app.deliveries
  add column taken_back_by uuid references app.staff (id),
  add column taken_back_at timestamptz,
  add column taken_back_reason text check (taken_back_reason in ('wrong-sale', 'wrong-car', 'not-collected', 'too-early', 'other')),
  add column taken_back_note text not null default '' check (length(taken_back_note) <= 2000),
  add check ((taken_back_at is null) = (taken_back_reason is null)),
  drop constraint deliveries_dealer_id_sale_id_key,
  drop constraint deliveries_dealer_id_episode_id_key;
create unique index deliveries_one_by_sale on app.deliveries (dealer_id, sale_id) where taken_back_at is null;
create unique index deliveries_one_by_car on app.deliveries (dealer_id, episode_id) where taken_back_at is null;
grant update (taken_back_by, taken_back_at, taken_back_reason, taken_back_note) on app.deliveries to forecourt_app;

-- With it go the hand-over that followed, and the reminder of the first service.
alter table app.hand_overs
  add column taken_back_by uuid references app.staff (id),
  add column taken_back_at timestamptz,
  drop constraint hand_overs_dealer_id_sale_id_key;
create unique index hand_overs_one_by_sale on app.hand_overs (dealer_id, sale_id) where taken_back_at is null;
grant update (taken_back_by, taken_back_at) on app.hand_overs to forecourt_app;

alter table app.service_reminders
  add column cancelled_at timestamptz,
  add check (cancelled_at is null or done_at is null),
  drop constraint service_reminders_dealer_id_sale_id_key;
create unique index service_reminders_one_by_sale on app.service_reminders (dealer_id, sale_id) where cancelled_at is null;
drop index app.service_reminders_due;
create index service_reminders_due on app.service_reminders (dealer_id, due_on) where done_at is null and cancelled_at is null;

-- What was handed over before is read by sale, as its unique constraint let it be.
create index deliveries_by_sale on app.deliveries (dealer_id, sale_id);
