-- A link that opens one account. The secret in it is kept as a hash alone.
create table app.invitations (
  id uuid primary key,
  organisation_id uuid not null references app.organisations (id),
  secret_hash bytea not null unique,
  roles jsonb not null,
  name text check (length(name) between 1 and 100), -- for whom; they may correct it
  invited_by uuid not null references app.staff (id),
  invited_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > invited_at),
  accepted_at timestamptz,
  accepted_by uuid references app.staff (id),
  revoked_at timestamptz,
  check ((accepted_at is null) = (accepted_by is null))
);
comment on table app.invitations is '@reference links with which a colleague opens an account, once';
create index invitations_by_organisation on app.invitations (organisation_id, id desc);
grant select, insert, update on app.invitations to forecourt_app;
grant select on app.invitations to forecourt_reader;

-- What a person handed over, to whom, how much of it: one summary; the history is with each record.
create table app.successions (
  id uuid primary key,
  staff_id uuid not null references app.staff (id),
  successor_ids uuid[] not null, -- empty: the public pool
  customers integer not null,
  leads integer not null,
  sales integer not null,
  follow_ups integer not null,
  arranged_by uuid references app.staff (id),
  arranged_at timestamptz not null
);
comment on table app.successions is '@reference what a person handed over to colleagues or to the pool';
create index successions_by_staff on app.successions (staff_id, id desc);
grant select, insert on app.successions to forecourt_app;
grant select on app.successions to forecourt_reader;
