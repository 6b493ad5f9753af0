create table app.targets (
  dealer_id uuid not null references app.organisations (id),
  id uuid not null,
  month date not null check (month = date_trunc('month', month)::date),
  staff_id uuid references app.staff (id), -- null: the store's own
  contracts integer check (contracts between 0 and 100000), -- null: none set
  deliveries integer check (deliveries between 0 and 100000),
  amount_minor bigint check (amount_minor >= 0),
  currency char(3) not null,
  version integer not null default 1,
  set_by uuid references app.staff (id),
  set_at timestamptz not null,
  primary key (dealer_id, id),
  unique nulls not distinct (dealer_id, month, staff_id)
);
comment on table app.targets is '@tenant what a store or a consultant wants to sell in a month';
call app.wall('app.targets');
