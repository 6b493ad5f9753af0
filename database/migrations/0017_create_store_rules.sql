-- When a store is open, and how it treats leads: versions, of which the newest of an organisation holds. What a
-- document leaves out is inherited from the organisation above.
create table app.store_rules (
  organisation_id uuid not null references app.organisations (id),
  version integer not null check (version > 0),
  document jsonb not null,
  written_by uuid references app.staff (id),
  written_at timestamptz not null,
  primary key (organisation_id, version)
);
comment on table app.store_rules is '@reference immutable versions of opening hours, holidays and lead rules; what is left out is inherited';
grant select, insert on app.store_rules to forecourt_app;
grant select on app.store_rules to forecourt_reader;

-- Who is away from when to when, and who stands in.
create table app.absences (
  id uuid primary key,
  staff_id uuid not null references app.staff (id),
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  deputy_id uuid references app.staff (id) check (deputy_id <> staff_id),
  recorded_by uuid references app.staff (id),
  recorded_at timestamptz not null,
  cancelled_at timestamptz,
  constraint absences_apart exclude using gist (staff_id with =, daterange(first_day, last_day, '[]') with &&)
    where (cancelled_at is null)
);
comment on table app.absences is '@reference who is away from when to when, and who stands in';
create index absences_by_deputy on app.absences (deputy_id) where deputy_id is not null;
grant select, insert, update on app.absences to forecourt_app;
grant select on app.absences to forecourt_reader;
