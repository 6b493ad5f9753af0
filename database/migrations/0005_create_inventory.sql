create table app.models (
  id uuid primary key,
  code text not null unique,
  make text not null,
  name_zh text not null,
  name_en text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  retired_at timestamptz
);
comment on table app.models is '@reference 车系';

create table app.trims (
  id uuid primary key,
  model_id uuid not null references app.models (id),
  code text not null unique,
  name_zh text not null,
  name_en text not null,
  match_key text not null, -- lower case letters and digits of the English name: 'GTX Pro' and 'GTXPro' meet here
  energy text not null check (energy in ('petrol', 'diesel', 'hybrid', 'plug-in-hybrid', 'electric', 'other')),
  list_price_minor bigint not null check (list_price_minor >= 0),
  currency char(3) not null,
  version integer not null default 1,
  created_at timestamptz not null,
  retired_at timestamptz
);
comment on table app.trims is '@reference 车型配置';
create index trims_by_model on app.trims (model_id, id);
create index trims_by_match_key on app.trims (match_key);
alter table app.leads add foreign key (trim_id) references app.trims (id);

create table app.vehicles (
  dealer_id uuid not null references app.organisations (id),
  id uuid not null,
  vin text check (vin ~ '^[A-HJ-NPR-Z0-9]{17}$'),
  trim_id uuid references app.trims (id),
  make text not null,
  model_name text not null,
  trim_name text,
  model_year smallint check (model_year between 1950 and 2100),
  exterior_colour text,
  interior_colour text,
  energy text check (energy in ('petrol', 'diesel', 'hybrid', 'plug-in-hybrid', 'electric', 'other')),
  transmission text,
  condition text not null check (condition in ('new', 'used', 'demo')),
  manufactured_on date,
  imported_on date,
  mileage_km integer check (mileage_km >= 0),
  plate text,
  specifications jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, vin)
);
comment on table app.vehicles is '@tenant physical cars';
create index vehicles_by_vin_tail on app.vehicles (dealer_id, right(vin, 6) collate "C");
call app.wall('app.vehicles');

create table app.stock_episodes (
  dealer_id uuid not null,
  id uuid not null,
  vehicle_id uuid not null,
  stock_number text not null,
  state text not null check (state in ('ordered', 'in-transit', 'in-stock', 'delivered', 'transferred', 'removed')),
  availability text not null check (availability in ('available', 'reserved', 'sold', 'off-road', 'closed')),
  location text,
  price_minor bigint check (price_minor >= 0),
  cost_minor bigint check (cost_minor >= 0),
  currency char(3) not null,
  network_since date, -- when it entered the network: the second age clock
  received_on date, -- when it entered this store: the third
  pdi_passed_at timestamptz,
  certificate_state text not null default 'missing' check (certificate_state in ('missing', 'in-hand', 'pledged')),
  import_key text,
  origin text not null check (origin in ('live', 'import', 'demo')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  primary key (dealer_id, id),
  unique (dealer_id, stock_number),
  foreign key (dealer_id, vehicle_id) references app.vehicles (dealer_id, id),
  check ((closed_at is null) = (state in ('ordered', 'in-transit', 'in-stock'))),
  check ((availability = 'closed') = (closed_at is not null))
);
comment on table app.stock_episodes is '@tenant one period in which a dealer holds a car';
create unique index stock_episodes_one_open on app.stock_episodes (dealer_id, vehicle_id) where closed_at is null;
create unique index stock_episodes_import_key on app.stock_episodes (dealer_id, import_key) where import_key is not null;
create index stock_episodes_newest on app.stock_episodes (dealer_id, availability, id desc);
call app.wall('app.stock_episodes');

create table app.reservations (
  dealer_id uuid not null,
  id uuid not null,
  episode_id uuid not null,
  sale_id uuid not null,
  state text not null check (state in ('active', 'released', 'expired', 'delivered')),
  reserved_by uuid references app.staff (id),
  reserved_at timestamptz not null,
  expires_at timestamptz, -- null: held by a contract
  ended_at timestamptz,
  primary key (dealer_id, id),
  foreign key (dealer_id, episode_id) references app.stock_episodes (dealer_id, id),
  check ((state = 'active') = (ended_at is null))
);
comment on table app.reservations is '@tenant the one active claim of a sale on a car';
create unique index reservations_one_buyer_per_car on app.reservations (dealer_id, episode_id) where state = 'active';
create unique index reservations_one_car_per_sale on app.reservations (dealer_id, sale_id) where state = 'active';
create index reservations_due on app.reservations (dealer_id, expires_at) where state = 'active' and expires_at is not null;
call app.wall('app.reservations');

create table app.vin_registry (
  vin text primary key,
  dealer_id uuid not null,
  episode_id uuid not null,
  version integer not null,
  held_since timestamptz not null
);
comment on table app.vin_registry is '@global distributed by vin: the one holder of a car in the network';
alter table app.vin_registry enable row level security;
alter table app.vin_registry force row level security;
do $$ begin execute format('create policy table_owner on app.vin_registry to %I using (true) with check (true)', current_user); end $$;

-- Answers 'claimed', 'held-here' or 'held-elsewhere', never which dealer.
create function app.claim_vin(p_vin text, p_dealer uuid, p_episode uuid, p_at timestamptz) returns text
  language plpgsql security definer set search_path = app, pg_temp
  as $$
  declare
    holder app.vin_registry;
  begin
    if not p_dealer = any(app.dealers()) then raise exception 'dealer % is out of scope', p_dealer using errcode = '42501'; end if;
    insert into app.vin_registry (vin, dealer_id, episode_id, version, held_since)
      values (p_vin, p_dealer, p_episode, 1, p_at) on conflict (vin) do nothing;
    if found then return 'claimed'; end if;
    select * into holder from app.vin_registry where vin = p_vin;
    if holder.dealer_id = p_dealer then return 'held-here'; end if;
    return 'held-elsewhere';
  end $$;

create function app.release_vin(p_vin text, p_dealer uuid, p_episode uuid) returns boolean
  language plpgsql security definer set search_path = app, pg_temp
  as $$
  begin
    if not p_dealer = any(app.dealers()) then raise exception 'dealer % is out of scope', p_dealer using errcode = '42501'; end if;
    delete from app.vin_registry where vin = p_vin and dealer_id = p_dealer and episode_id = p_episode;
    return found;
  end $$;
revoke all on function app.claim_vin(text, uuid, uuid, timestamptz), app.release_vin(text, uuid, uuid) from public;
grant execute on function app.claim_vin(text, uuid, uuid, timestamptz), app.release_vin(text, uuid, uuid) to forecourt_app;

grant select on app.models, app.trims to forecourt_app, forecourt_reader;
grant insert, update on app.models, app.trims to forecourt_app;
