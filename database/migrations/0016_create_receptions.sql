create table app.receptions (
  dealer_id uuid not null references app.organisations (id),
  id uuid not null,
  kind text not null check (kind in ('visit', 'call')),
  occasion text not null check (occasion in ('first', 'repeat')),
  received_at timestamptz not null,
  received_on date not null, -- in the store's calendar
  received_by uuid not null references app.staff (id),
  customer_id uuid not null,
  owner_id uuid references app.staff (id), -- whose customer; null: nobody's any more
  sale_id uuid, -- null while it waits for the owner
  model_id uuid references app.models (id),
  intent_level text check (intent_level in ('H', 'A', 'B', 'C', 'O')),
  source text not null,
  outcome text not null check (outcome in ('opened', 'recorded', 'owner-told')),
  note text not null default '' check (length(note) <= 2000),
  taken_at timestamptz,
  taken_by uuid references app.staff (id),
  primary key (dealer_id, id),
  foreign key (dealer_id, customer_id) references app.customers (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  check ((outcome = 'owner-told') or sale_id is not null)
);
comment on table app.receptions is '@tenant the day''s register: who came or called';
create index receptions_by_day on app.receptions (dealer_id, received_on, id desc);
create index receptions_by_customer on app.receptions (dealer_id, customer_id);
create index receptions_waiting on app.receptions (dealer_id, owner_id, id desc)
  where outcome = 'owner-told' and taken_at is null;
call app.wall('app.receptions');
