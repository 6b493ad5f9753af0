create table app.legal_entities (
  id uuid primary key,
  name text not null,
  credit_code text unique,
  created_at timestamptz not null
);
comment on table app.legal_entities is '@reference who invoices';

create table app.organisations (
  id uuid primary key,
  parent_id uuid references app.organisations (id),
  ancestor_ids uuid[] not null, -- from the root to this one, both included
  kind text not null check (kind in ('manufacturer', 'region', 'group', 'dealer')),
  code text not null unique check (code ~ '^[A-Z0-9][A-Z0-9-]{0,15}$'),
  name_zh text not null,
  name_en text not null,
  legal_entity_id uuid references app.legal_entities (id),
  time_zone text, -- inherited when null
  currency char(3), -- inherited when null
  version integer not null default 1,
  created_at timestamptz not null,
  closed_at timestamptz,
  check (ancestor_ids[array_length(ancestor_ids, 1)] = id),
  check ((parent_id is null) = (array_length(ancestor_ids, 1) = 1))
);
comment on table app.organisations is '@reference nodes of the network tree';
create unique index organisations_one_root on app.organisations ((true)) where parent_id is null;
create index organisations_ancestors on app.organisations using gin (ancestor_ids);

create table app.organisation_moves (
  organisation_id uuid not null references app.organisations (id),
  moved_at timestamptz not null,
  parent_id uuid references app.organisations (id),
  primary key (organisation_id, moved_at)
);
comment on table app.organisation_moves is '@reference where an organisation hung, from when';

create table app.staff (
  id uuid primary key,
  organisation_id uuid not null references app.organisations (id),
  user_id text unique, -- sign-in account in schema auth; null for imported staff who never sign in
  username text unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  name text not null check (length(name) between 1 and 200),
  name_search text not null default '',
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  external_ref text,
  version integer not null default 1,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  unique (organisation_id, external_ref)
);
comment on table app.staff is '@reference people who work at an organisation';
create index staff_by_organisation on app.staff (organisation_id, id);

create table app.staff_roles (
  staff_id uuid not null references app.staff (id),
  organisation_id uuid not null references app.organisations (id),
  role text not null check (role in ('consultant', 'sales-manager', 'inventory-manager', 'service-adviser', 'finance',
    'dealer-manager', 'group-manager', 'region-manager', 'manufacturer-manager', 'analyst', 'administrator')),
  granted_at timestamptz not null,
  primary key (staff_id, organisation_id, role)
);
comment on table app.staff_roles is '@reference what a person may do, and where';

create table app.api_keys (
  id uuid primary key,
  staff_id uuid not null references app.staff (id),
  name text not null,
  secret_hash bytea not null unique,
  secret_tail text not null,
  scopes text[] not null, -- 'noun:verb', a subset of what the person may do
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
comment on table app.api_keys is '@reference keys with which programs act for a person';
create index api_keys_by_staff on app.api_keys (staff_id);

create table app.process_definitions (
  organisation_id uuid not null references app.organisations (id),
  version integer not null check (version > 0), -- unique over the network: an event names it alone
  document jsonb not null,
  published_by uuid references app.staff (id),
  published_at timestamptz not null,
  primary key (version)
);
comment on table app.process_definitions is '@reference immutable versions of the sale process; the nearest ancestor''s newest wins';
create index process_definitions_by_organisation on app.process_definitions (organisation_id, version desc);

create table app.tax_rates (
  id uuid primary key,
  tax text not null check (tax in ('purchase-tax', 'vat')),
  energy text not null check (energy in ('any', 'new-energy')),
  valid_from date not null,
  valid_to date, -- inclusive; null is open
  rate_basis_points integer not null check (rate_basis_points between 0 and 10000),
  reduction_basis_points integer not null default 0 check (reduction_basis_points between 0 and 10000),
  reduction_minor_max bigint,
  source text not null,
  version integer not null default 1
);
comment on table app.tax_rates is '@reference dated statutory rates, edited by an administrator';

-- Preferences of one person: columns, density, dark mode.
create table app.preferences (
  staff_id uuid not null references app.staff (id),
  name text not null,
  value jsonb not null,
  updated_at timestamptz not null,
  primary key (staff_id, name)
);
comment on table app.preferences is '@reference what a person chose for the screens';

grant select on all tables in schema app to forecourt_app, forecourt_reader;
grant insert, update on app.legal_entities, app.organisations, app.staff, app.api_keys, app.tax_rates, app.preferences to forecourt_app;
grant insert on app.organisation_moves, app.process_definitions to forecourt_app;
grant insert, delete on app.staff_roles to forecourt_app;
grant delete on app.preferences to forecourt_app;
