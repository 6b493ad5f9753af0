create table app.sales (
  dealer_id uuid not null references app.organisations (id),
  id uuid not null,
  number text not null,
  stage text not null check (stage in ('inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery',
    'after-sales', 'lost', 'cancelled')),
  sequence integer not null check (sequence > 0), -- of its last event; the version of If-Match
  process_version integer not null references app.process_definitions (version),
  origin text not null check (origin in ('live', 'import', 'demo')),
  customer_id uuid,
  owner_id uuid references app.staff (id),
  lead_id uuid,
  trim_id uuid references app.trims (id),
  episode_id uuid,
  source text not null,
  intent_level text check (intent_level in ('H', 'A', 'B', 'C', 'O')),
  external_ref text,
  inquired_on date, -- null: unknown
  stage_since timestamptz, -- null: unknown
  follow_up_due_on date,
  amount_minor bigint,
  paid_minor bigint not null default 0,
  currency char(3),
  delivered_on date,
  closed_on date,
  state jsonb not null, -- the fold of its events; the columns above are its projection
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, number),
  unique (dealer_id, external_ref),
  foreign key (dealer_id, customer_id) references app.customers (dealer_id, id),
  foreign key (dealer_id, lead_id) references app.leads (dealer_id, id),
  foreign key (dealer_id, episode_id) references app.stock_episodes (dealer_id, id),
  check (customer_id is not null or origin = 'import')
);
comment on table app.sales is '@tenant one customer''s way from inquiry to after-sales for one car';
create index sales_newest on app.sales (dealer_id, id desc);
create index sales_by_stage on app.sales (dealer_id, stage, id desc);
create index sales_by_owner on app.sales (dealer_id, owner_id, stage, id desc);
create index sales_by_customer on app.sales (dealer_id, customer_id, id desc);
create index sales_by_follow_up on app.sales (dealer_id, owner_id, follow_up_due_on) where follow_up_due_on is not null;
create index sales_by_delivery on app.sales (dealer_id, delivered_on) where delivered_on is not null;
call app.wall('app.sales');

alter table app.reservations add foreign key (dealer_id, sale_id) references app.sales (dealer_id, id);
alter table app.leads add foreign key (dealer_id, sale_id) references app.sales (dealer_id, id);

create table app.inquiries (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  source text not null,
  intent_level text not null,
  note text not null default '' check (length(note) <= 2000),
  opened_by uuid references app.staff (id),
  opened_at timestamptz,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id)
);
comment on table app.inquiries is '@tenant how a sale began';
create index inquiries_by_sale on app.inquiries (dealer_id, sale_id);
call app.wall('app.inquiries', 'select, insert');

create table app.follow_ups (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  due_on date not null,
  planned_by uuid references app.staff (id),
  planned_at timestamptz not null,
  done_by uuid references app.staff (id),
  done_at timestamptz,
  result text,
  channel text,
  note text not null default '' check (length(note) <= 2000),
  superseded_at timestamptz,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id)
);
comment on table app.follow_ups is '@tenant a due next contact and its result';
create index follow_ups_by_sale on app.follow_ups (dealer_id, sale_id);
call app.wall('app.follow_ups');

create table app.showings (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  visit text not null check (visit in ('first', 'repeat')),
  note text not null default '' check (length(note) <= 2000),
  shown_by uuid references app.staff (id),
  shown_at timestamptz not null,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id)
);
comment on table app.showings is '@tenant showroom visits';
create index showings_by_sale on app.showings (dealer_id, sale_id);
call app.wall('app.showings', 'select, insert');

create table app.test_drives (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  episode_id uuid not null,
  vehicle_id uuid not null,
  escort_id uuid not null references app.staff (id),
  state text not null check (state in ('booked', 'started', 'returned', 'cancelled', 'missed')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  blocked_until timestamptz not null, -- ends_at + buffer, written by the app
  licence_valid_until date,
  agreement_signed_at timestamptz,
  mileage_out_km integer check (mileage_out_km >= 0),
  mileage_in_km integer,
  started_at timestamptz,
  returned_at timestamptz,
  closed_reason text,
  booked_by uuid references app.staff (id),
  booked_at timestamptz not null,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, episode_id) references app.stock_episodes (dealer_id, id),
  foreign key (dealer_id, vehicle_id) references app.vehicles (dealer_id, id),
  check (starts_at < ends_at and ends_at <= blocked_until),
  check (mileage_in_km >= mileage_out_km),
  constraint test_drives_one_driver_per_car exclude using gist
    (dealer_id with =, vehicle_id with =, tstzrange(starts_at, blocked_until) with &&) where (state in ('booked', 'started')),
  constraint test_drives_one_drive_per_escort exclude using gist
    (dealer_id with =, escort_id with =, tstzrange(starts_at, blocked_until) with &&) where (state in ('booked', 'started'))
);
comment on table app.test_drives is '@tenant booked, started, returned, cancelled, missed';
create index test_drives_by_sale on app.test_drives (dealer_id, sale_id);
create index test_drives_by_start on app.test_drives (dealer_id, starts_at, id);
call app.wall('app.test_drives');

create table app.quotes (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  number text not null,
  version integer not null check (version > 0),
  state text not null check (state in ('draft', 'sent', 'superseded', 'accepted')),
  trim_id uuid references app.trims (id),
  episode_id uuid,
  currency char(3) not null,
  list_price_minor bigint not null check (list_price_minor >= 0),
  discount_minor bigint not null check (discount_minor between 0 and list_price_minor),
  total_minor bigint not null,
  valid_until date not null,
  drafted_by uuid references app.staff (id),
  drafted_at timestamptz not null,
  sent_at timestamptz,
  primary key (dealer_id, id),
  unique (dealer_id, sale_id, version),
  unique (dealer_id, number),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, episode_id) references app.stock_episodes (dealer_id, id),
  check ((state = 'draft') = (sent_at is null))
);
comment on table app.quotes is '@tenant versions of a price, immutable once sent';
call app.wall('app.quotes');

create table app.quote_lines (
  dealer_id uuid not null,
  quote_id uuid not null,
  position smallint not null,
  kind text not null check (kind in ('accessory', 'insurance', 'plate', 'purchase-tax', 'gift', 'service', 'other')),
  label text not null default '' check (length(label) <= 200),
  amount_minor bigint not null check (amount_minor >= 0),
  cost_minor bigint check (cost_minor >= 0),
  primary key (dealer_id, quote_id, position),
  foreign key (dealer_id, quote_id) references app.quotes (dealer_id, id)
);
comment on table app.quote_lines is '@tenant what is in a quote beside the car';
call app.wall('app.quote_lines', 'select, insert, update, delete');

create table app.contracts (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  number text not null,
  quote_id uuid,
  trim_id uuid references app.trims (id),
  price_minor bigint not null check (price_minor > 0),
  currency char(3) not null,
  deposit_type text check (deposit_type in ('earnest-money', 'prepayment')),
  deposit_minor bigint not null default 0 check (deposit_minor >= 0),
  signed_by uuid references app.staff (id),
  signed_at timestamptz not null,
  ended_at timestamptz,
  primary key (dealer_id, id),
  unique (dealer_id, number),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, quote_id) references app.quotes (dealer_id, id),
  check ((deposit_type is null) = (deposit_minor = 0))
);
comment on table app.contracts is '@tenant signed agreements for a car or a trim';
create unique index contracts_one_live on app.contracts (dealer_id, sale_id) where ended_at is null;
call app.wall('app.contracts');

create table app.payments (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  number text not null,
  purpose text not null check (purpose in ('deposit', 'balance', 'refund', 'reversal')),
  method text not null check (method in ('cash', 'card', 'transfer', 'wechat-pay', 'alipay', 'loan', 'cheque', 'other')),
  amount_minor bigint not null check (amount_minor <> 0), -- money in is positive, money out negative
  currency char(3) not null,
  reference text not null default '' check (length(reference) <= 100),
  reverses_id uuid,
  recorded_by uuid references app.staff (id),
  recorded_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, number),
  unique (dealer_id, reverses_id), -- a payment is reversed once
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, reverses_id) references app.payments (dealer_id, id),
  check ((purpose = 'reversal') = (reverses_id is not null))
);
comment on table app.payments is '@tenant ledger of money in and out: never edited, only reversed';
create index payments_by_sale on app.payments (dealer_id, sale_id);
call app.wall('app.payments', 'select, insert');

create table app.delivery_items (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  item text not null check (item in ('pdi', 'invoice', 'certificate', 'joint-inspection', 'documents')),
  done_by uuid references app.staff (id),
  done_at timestamptz not null,
  invoice_number text,
  invoiced_on date,
  invoice_vin text,
  undone_by uuid references app.staff (id),
  undone_at timestamptz,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  check ((item = 'invoice') = (invoice_number is not null))
);
comment on table app.delivery_items is '@tenant ticks of the delivery gate';
create unique index delivery_items_one_live on app.delivery_items (dealer_id, sale_id, item) where undone_at is null;
create unique index delivery_items_invoice_number on app.delivery_items (dealer_id, invoice_number) where invoice_number is not null;
call app.wall('app.delivery_items');

create table app.deliveries (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  episode_id uuid not null,
  vin text not null,
  mileage_km integer check (mileage_km >= 0),
  delivered_by uuid references app.staff (id),
  delivered_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, sale_id),
  unique (dealer_id, episode_id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, episode_id) references app.stock_episodes (dealer_id, id)
);
comment on table app.deliveries is '@tenant hand-overs of a car to its buyer';
call app.wall('app.deliveries', 'select, insert');

create table app.hand_overs (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  adviser_id uuid references app.staff (id),
  warranty_from date not null,
  warranty_to date not null,
  warranty_km integer not null,
  handed_over_by uuid references app.staff (id),
  handed_over_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, sale_id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id)
);
comment on table app.hand_overs is '@tenant from sales to after-sales';
call app.wall('app.hand_overs', 'select, insert');

create table app.losses (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  reason text not null,
  competitor text,
  note text not null default '' check (length(note) <= 2000),
  proposed_by uuid references app.staff (id),
  proposed_at timestamptz not null,
  decision text check (decision in ('confirmed', 'declined')),
  decided_by uuid references app.staff (id),
  decided_at timestamptz,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  check ((decision is null) = (decided_at is null))
);
comment on table app.losses is '@tenant proposed by the owner, confirmed by a manager';
create unique index losses_one_open on app.losses (dealer_id, sale_id) where decision is null;
call app.wall('app.losses');

create table app.cancellations (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  reason text not null,
  defaulting_party text not null check (defaulting_party in ('buyer', 'dealer', 'none')),
  deposit_disposition text not null check (deposit_disposition in ('none', 'returned', 'kept', 'returned-double')),
  refund_minor bigint not null check (refund_minor >= 0),
  kept_minor bigint not null check (kept_minor >= 0),
  currency char(3),
  red_invoice_of text,
  note text not null default '' check (length(note) <= 2000),
  cancelled_by uuid references app.staff (id),
  cancelled_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, sale_id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id)
);
comment on table app.cancellations is '@tenant the end of a signed sale that was not performed';
call app.wall('app.cancellations', 'select, insert');
