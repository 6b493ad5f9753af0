-- The day of takings that money counts for: that of its moment, or the next one when that day was closed already.
-- Null for what came before there were takings: it counts for the day of its moment.
alter table app.payments add column takings_on date;
create index payments_by_takings on app.payments (dealer_id, takings_on, id);
create index payments_by_time on app.payments (dealer_id, recorded_at desc, id desc);

create table app.receipts (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  payment_id uuid not null,
  number text not null check (number ~ '^R[0-9]{2}-[0-9]{6,}$'),
  cancels_id uuid, -- the receipt that this one takes back; null for a receipt of money
  amount_minor bigint not null check (amount_minor <> 0),
  currency char(3) not null,
  issued_by uuid references app.staff (id),
  issued_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, number),
  unique (dealer_id, payment_id),
  unique (dealer_id, cancels_id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, payment_id) references app.payments (dealer_id, id),
  foreign key (dealer_id, cancels_id) references app.receipts (dealer_id, id)
);
comment on table app.receipts is '@tenant numbered without gaps; a reversed payment''s is cancelled by another';
create index receipts_by_sale on app.receipts (dealer_id, sale_id);
call app.wall('app.receipts', 'select, insert');

create table app.takings (
  dealer_id uuid not null,
  currency char(3) not null,
  taken_on date not null,
  id uuid not null,
  lines integer not null check (lines >= 0),
  net_minor bigint not null,
  cash_minor bigint not null, -- what the books say is in the till
  counted_minor bigint not null check (counted_minor >= 0),
  reason text not null default '' check (length(reason) <= 500),
  closed_by uuid references app.staff (id),
  closed_at timestamptz not null,
  primary key (dealer_id, currency, taken_on),
  unique (dealer_id, id),
  check (counted_minor = cash_minor or reason <> '')
);
comment on table app.takings is '@tenant closed days: what was taken, what was counted';
call app.wall('app.takings', 'select, insert');
