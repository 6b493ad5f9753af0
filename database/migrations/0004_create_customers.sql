create table app.customers (
  dealer_id uuid not null references app.organisations (id),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('person', 'company')),
  name text not null check (length(name) between 1 and 200),
  name_search text not null, -- lower case name; pinyin; pinyin initials
  credit_code text check (credit_code is null or kind = 'company'), -- 统一社会信用代码
  owner_id uuid references app.staff (id), -- null: in the public pool
  source text,
  external_ref text,
  note text not null default '' check (length(note) <= 2000),
  origin text not null check (origin in ('live', 'import', 'demo')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  merged_into_id uuid,
  erased_at timestamptz,
  primary key (dealer_id, id),
  unique (dealer_id, number),
  unique (dealer_id, external_ref),
  foreign key (dealer_id, merged_into_id) references app.customers (dealer_id, id)
);
comment on table app.customers is '@tenant people and companies';
create index customers_newest on app.customers (dealer_id, id desc);
create index customers_by_owner on app.customers (dealer_id, owner_id, id desc);
create index customers_by_name on app.customers (dealer_id, name collate "C", id);
call app.wall('app.customers');

create table app.contact_points (
  dealer_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('phone', 'email', 'wechat', 'id-number', 'licence-number', 'address')),
  sealed bytea not null, -- AES-256-GCM, associated data dealer_id + column
  full_index bytea not null, -- keyed hash of the normalised value
  tail_index bytea, -- keyed hash of a phone's last four digits
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (dealer_id, id),
  foreign key (dealer_id, customer_id) references app.customers (dealer_id, id)
);
comment on table app.contact_points is '@tenant how a customer is reached and identified, encrypted at rest';
create index contact_points_by_customer on app.contact_points (dealer_id, customer_id);
create index contact_points_by_value on app.contact_points (dealer_id, full_index);
create index contact_points_by_tail on app.contact_points (dealer_id, tail_index) where tail_index is not null;
call app.wall('app.contact_points');

create table app.leads (
  dealer_id uuid not null references app.organisations (id),
  id uuid not null,
  number text not null,
  external_ref text,
  source text not null,
  received_at timestamptz, -- null: unknown
  received_on date,
  name text check (length(name) <= 200),
  phone_sealed bytea,
  phone_index bytea,
  phone_tail_index bytea,
  interest text check (length(interest) <= 200),
  trim_id uuid,
  owner_id uuid references app.staff (id),
  state text not null check (state in ('open', 'converted', 'lost')),
  customer_id uuid,
  sale_id uuid,
  origin text not null check (origin in ('live', 'import', 'demo')),
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, number),
  unique (dealer_id, external_ref),
  foreign key (dealer_id, customer_id) references app.customers (dealer_id, id)
);
comment on table app.leads is '@tenant expressions of interest before they are qualified';
create index leads_newest on app.leads (dealer_id, state, id desc);
create index leads_by_owner on app.leads (dealer_id, owner_id, state, id desc);
create index leads_by_phone on app.leads (dealer_id, phone_index) where phone_index is not null;
call app.wall('app.leads');
