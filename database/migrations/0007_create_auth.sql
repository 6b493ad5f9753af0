-- Sign-in: accounts, sessions and second factors in a schema of their own. The runtime role cannot read it;
-- what the product asks of it goes through the functions below, in the product's own transaction.

create table auth.users (
  id text primary key, -- the id of the staff row it signs in as
  name text not null,
  email text not null unique, -- required by the sign-in library; never a real address
  email_verified boolean not null,
  image text,
  username text unique,
  two_factor_enabled boolean default false,
  password_change_due boolean not null default false,
  deactivated_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth.sessions (
  id text primary key,
  token text not null unique,
  user_id text not null references auth.users (id) on delete cascade,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sessions_by_user on auth.sessions (user_id);

create table auth.accounts (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth.users (id) on delete cascade,
  password text, -- scrypt
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index accounts_by_user on auth.accounts (user_id);

create table auth.verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verifications_by_identifier on auth.verifications (identifier);
create index verifications_by_value on auth.verifications (value);

create table auth.two_factors (
  id text primary key,
  user_id text not null unique references auth.users (id) on delete cascade,
  secret text not null, -- encrypted
  backup_codes text not null, -- encrypted
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);

create table auth.attempts (
  key text primary key, -- what is limited: an address or a username, hashed
  count integer not null,
  resets_at timestamptz not null
);
create index attempts_by_reset on auth.attempts (resets_at);

grant select, insert, update, delete on all tables in schema auth to forecourt_auth;

-- What a person may do and where, with the tree below each node as it stands now.
create function app.assignments_of(p_staff uuid) returns jsonb
  language plpgsql stable security definer set search_path = app, pg_temp
  as $$
  begin
    return (
      select coalesce(jsonb_agg(jsonb_build_object('role', held.role, 'organisationId', held.organisation_id,
        'organisationIds', below.ids, 'dealerIds', below.dealer_ids) order by held.organisation_id, held.role), '[]')
      from staff_roles held
      cross join lateral (
        select coalesce(jsonb_agg(node.id order by node.id), '[]') as ids,
          coalesce(jsonb_agg(node.id order by node.id) filter (where node.kind = 'dealer'), '[]') as dealer_ids
        from organisations node
        where node.ancestor_ids @> array[held.organisation_id] and node.closed_at is null
      ) below
      where held.staff_id = p_staff);
  end $$;

-- Whom a session or a key acts for, at the moment of the request.
create function app.actor_of_session(p_token text, p_now timestamptz)
  returns table (staff_id uuid, organisation_id uuid, locale text, session_id text, password_change_due boolean,
    assignments jsonb)
  language plpgsql stable security definer set search_path = app, pg_temp
  as $$
  begin
    return query
      select person.id, person.organisation_id, person.locale, held.id, account.password_change_due,
        app.assignments_of(person.id)
      from auth.sessions held
      join auth.users account on account.id = held.user_id and account.deactivated_at is null
      join staff person on person.user_id = account.id and person.deactivated_at is null
      where held.token = p_token and held.expires_at > p_now;
  end $$;

create function app.actor_of_api_key(p_hash bytea, p_now timestamptz)
  returns table (staff_id uuid, organisation_id uuid, locale text, api_key_id uuid, scopes text[],
    last_used_at timestamptz, assignments jsonb)
  language plpgsql stable security definer set search_path = app, pg_temp
  as $$
  begin
    return query
      select person.id, person.organisation_id, person.locale, held.id, held.scopes, held.last_used_at,
        app.assignments_of(person.id)
      from api_keys held
      join staff person on person.id = held.staff_id and person.deactivated_at is null
      where held.secret_hash = p_hash and held.revoked_at is null
        and (held.expires_at is null or held.expires_at > p_now);
  end $$;

-- Accounts are written by the transaction that writes the person: neither is without the other.
create function app.open_account(p_staff uuid, p_username text, p_name text, p_password text,
    p_change_due boolean, p_now timestamptz) returns void
  language plpgsql security definer set search_path = auth, pg_temp
  as $$
  begin
    insert into users (id, name, email, email_verified, username, password_change_due, created_at, updated_at)
      values (p_staff::text, p_name, p_staff::text || '@staff.invalid', true, p_username, p_change_due, p_now, p_now);
    insert into accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
      values (p_staff::text, p_staff::text, 'credential', p_staff::text, p_password, p_now, p_now);
    update app.staff set user_id = p_staff::text where id = p_staff;
  end $$;

create function app.rename_account(p_staff uuid, p_username text, p_name text, p_now timestamptz) returns void
  language plpgsql security definer set search_path = auth, pg_temp
  as $$
  begin
    update users set username = p_username, name = p_name, updated_at = p_now where id = p_staff::text;
  end $$;

create function app.end_sessions(p_staff uuid, p_kept text default null) returns integer
  language plpgsql security definer set search_path = auth, pg_temp
  as $$
  declare ended integer;
  begin
    delete from sessions where user_id = p_staff::text and id is distinct from p_kept;
    get diagnostics ended = row_count;
    delete from verifications where value = p_staff::text; -- sign-ins that wait for a second factor
    return ended;
  end $$;

create function app.end_session(p_staff uuid, p_session text) returns boolean
  language plpgsql security definer set search_path = auth, pg_temp
  as $$
  begin
    delete from sessions where user_id = p_staff::text and id = p_session;
    return found;
  end $$;

create function app.replace_password(p_staff uuid, p_password text, p_change_due boolean, p_now timestamptz) returns void
  language plpgsql security definer set search_path = auth, pg_temp
  as $$
  begin
    update accounts set password = p_password, updated_at = p_now
      where user_id = p_staff::text and provider_id = 'credential';
    if not found then raise exception 'staff % has no account', p_staff using errcode = 'P0002'; end if;
    update users set password_change_due = p_change_due, updated_at = p_now where id = p_staff::text;
    perform app.end_sessions(p_staff);
  end $$;

create function app.close_account(p_staff uuid, p_now timestamptz) returns void
  language plpgsql security definer set search_path = auth, pg_temp
  as $$
  begin
    update users set deactivated_at = p_now, updated_at = p_now where id = p_staff::text;
    perform app.end_sessions(p_staff);
  end $$;

create function app.reopen_account(p_staff uuid, p_now timestamptz) returns void
  language plpgsql security definer set search_path = auth, pg_temp
  as $$
  begin
    update users set deactivated_at = null, updated_at = p_now where id = p_staff::text;
  end $$;

create function app.remove_second_factor(p_staff uuid, p_now timestamptz) returns boolean
  language plpgsql security definer set search_path = auth, pg_temp
  as $$
  begin
    update users set two_factor_enabled = false, updated_at = p_now where id = p_staff::text;
    delete from two_factors where user_id = p_staff::text;
    return found;
  end $$;

create function app.account_of(p_staff uuid)
  returns table (two_factor boolean, password_change_due boolean)
  language plpgsql stable security definer set search_path = auth, pg_temp
  as $$
  begin
    return query select coalesce(account.two_factor_enabled, false), account.password_change_due
      from users account where account.id = p_staff::text;
  end $$;

create function app.sessions_of(p_staff uuid, p_now timestamptz)
  returns table (id text, address text, user_agent text, created_at timestamptz, expires_at timestamptz)
  language plpgsql stable security definer set search_path = auth, pg_temp
  as $$
  begin
    return query select held.id, held.ip_address, held.user_agent, held.created_at, held.expires_at
      from sessions held where held.user_id = p_staff::text and held.expires_at > p_now
      order by held.created_at desc, held.id;
  end $$;

-- The one-time code of an empty system: right once, then never again.
create function app.claim_first_run(p_code_hash bytea, p_root uuid) returns boolean
  language plpgsql security definer set search_path = app, pg_temp
  as $$
  begin
    update installation set first_run_code_hash = null, root_id = p_root
      where first_run_code_hash = p_code_hash and root_id is null
        and not exists (select from organisations where parent_id is null);
    return found;
  end $$;

revoke all on function app.assignments_of, app.actor_of_session, app.actor_of_api_key, app.open_account,
  app.rename_account, app.end_sessions, app.end_session, app.replace_password, app.close_account,
  app.reopen_account, app.remove_second_factor, app.account_of, app.sessions_of, app.claim_first_run from public;
grant execute on function app.actor_of_session, app.actor_of_api_key, app.open_account, app.rename_account,
  app.end_sessions, app.end_session, app.replace_password, app.close_account, app.reopen_account,
  app.remove_second_factor, app.account_of, app.sessions_of, app.claim_first_run to forecourt_app;
