-- The dealer wall. The runtime role owns nothing; a transaction names its dealers with
--   SET LOCAL app.dealers = '{uuid,uuid}'
-- and an unset or empty scope is the empty array: no rows and no error.
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create schema app;
create schema auth;
grant usage on schema app to forecourt_app, forecourt_reader;
grant usage on schema auth to forecourt_auth;

-- plpgsql on purpose: an inlined function would stop being an index condition.
create function app.dealers() returns uuid[]
  language plpgsql stable parallel safe
  as $$ begin return coalesce(nullif(current_setting('app.dealers', true), ''), '{}')::uuid[]; end $$;

-- Puts a tenant table behind the wall: forced row-level security, the runtime role's own dealers,
-- the reading role's whole network, and the owner for jobs that clear or erase.
create procedure app.wall(target regclass, privileges text default 'select, insert, update')
  language plpgsql
  as $$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy dealer_wall on %s to forecourt_app using (dealer_id = any(app.dealers())) with check (dealer_id = any(app.dealers()))', target);
    execute format('create policy network_reader on %s for select to forecourt_reader using (true)', target);
    execute format('create policy table_owner on %s to %I using (true) with check (true)', target, current_user);
    execute format('grant %s on %s to forecourt_app', privileges, target);
    execute format('grant select on %s to forecourt_reader', target);
  end $$;

-- One row for the installation: which network this database holds, and with which keys it is sealed.
create table app.installation (
  singleton boolean primary key default true check (singleton),
  root_id uuid,
  demo boolean not null default false,
  key_check bytea,
  first_run_code_hash bytea,
  created_at timestamptz not null
);
comment on table app.installation is '@local the one row about this database';
grant select on app.installation to forecourt_app, forecourt_reader;
