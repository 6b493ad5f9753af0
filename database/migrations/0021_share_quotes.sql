-- A link that shows one sent quote to whoever holds it, until it ends. The secret in it is kept as a hash alone.
create table app.quote_links (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  quote_id uuid not null,
  secret_hash bytea not null,
  made_by uuid not null references app.staff (id),
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  revoked_at timestamptz,
  opened_count integer not null default 0,
  last_opened_at timestamptz,
  primary key (dealer_id, id),
  unique (dealer_id, secret_hash),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, quote_id) references app.quotes (dealer_id, id)
);
comment on table app.quote_links is '@tenant links that show a quote to its customer';
create index quote_links_by_sale on app.quote_links (dealer_id, sale_id, id desc);
call app.wall('app.quote_links');
