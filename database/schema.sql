-- Written by `npm run schema` from the migrations; read it, do not edit it.

create extension btree_gist;
create extension pg_trgm;

create schema platform;
create schema auth;
create schema app;

CREATE OR REPLACE FUNCTION app.account_of(p_staff uuid)
 RETURNS TABLE(two_factor boolean, password_change_due boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  begin
    return query select coalesce(account.two_factor_enabled, false), account.password_change_due
      from users account where account.id = p_staff::text;
  end $function$
;
CREATE OR REPLACE FUNCTION app.actor_of_api_key(p_hash bytea, p_now timestamp with time zone)
 RETURNS TABLE(staff_id uuid, organisation_id uuid, locale text, api_key_id uuid, scopes text[], last_used_at timestamp with time zone, assignments jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'app', 'pg_temp'
AS $function$
  begin
    return query
      select person.id, person.organisation_id, person.locale, held.id, held.scopes, held.last_used_at,
        app.assignments_of(person.id)
      from api_keys held
      join staff person on person.id = held.staff_id and person.deactivated_at is null
      where held.secret_hash = p_hash and held.revoked_at is null
        and (held.expires_at is null or held.expires_at > p_now);
  end $function$
;
CREATE OR REPLACE FUNCTION app.actor_of_session(p_token text, p_now timestamp with time zone)
 RETURNS TABLE(staff_id uuid, organisation_id uuid, locale text, session_id text, password_change_due boolean, assignments jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'app', 'pg_temp'
AS $function$
  begin
    return query
      select person.id, person.organisation_id, person.locale, held.id, account.password_change_due,
        app.assignments_of(person.id)
      from auth.sessions held
      join auth.users account on account.id = held.user_id and account.deactivated_at is null
      join staff person on person.user_id = account.id and person.deactivated_at is null
      where held.token = p_token and held.expires_at > p_now;
  end $function$
;
CREATE OR REPLACE FUNCTION app.assignments_of(p_staff uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'app', 'pg_temp'
AS $function$
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
  end $function$
;
CREATE OR REPLACE FUNCTION app.claim_first_run(p_code_hash bytea, p_root uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'app', 'pg_temp'
AS $function$
  begin
    update installation set first_run_code_hash = null, root_id = p_root
      where first_run_code_hash = p_code_hash and root_id is null
        and not exists (select from organisations where parent_id is null);
    return found;
  end $function$
;
CREATE OR REPLACE FUNCTION app.claim_vin(p_vin text, p_dealer uuid, p_episode uuid, p_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'app', 'pg_temp'
AS $function$
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
  end $function$
;
CREATE OR REPLACE FUNCTION app.claim_vins(p_vins text[], p_dealer uuid, p_episodes uuid[], p_at timestamp with time zone)
 RETURNS TABLE(claimed_vin text, claim text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'app', 'pg_temp'
AS $function$
  begin
    if not p_dealer = any(app.dealers()) then raise exception 'dealer % is out of scope', p_dealer using errcode = '42501'; end if;
    return query
      with asked as (
        select given.vin, given.episode from unnest(p_vins, p_episodes) as given (vin, episode)
      ), won as (
        insert into app.vin_registry (vin, dealer_id, episode_id, version, held_since)
          select asked.vin, p_dealer, asked.episode, 1, p_at from asked order by asked.vin
          on conflict (vin) do nothing returning vin_registry.vin
      )
      select asked.vin, case when won.vin is not null then 'claimed'
                             when holder.dealer_id = p_dealer then 'held-here' else 'held-elsewhere' end
        from asked
        left join won on won.vin = asked.vin
        left join app.vin_registry holder on holder.vin = asked.vin;
  end $function$
;
CREATE OR REPLACE FUNCTION app.close_account(p_staff uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  begin
    update users set deactivated_at = p_now, updated_at = p_now where id = p_staff::text;
    perform app.end_sessions(p_staff);
  end $function$
;
CREATE OR REPLACE FUNCTION app.dealers()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$ begin return coalesce(nullif(current_setting('app.dealers', true), ''), '{}')::uuid[]; end $function$
;
CREATE OR REPLACE FUNCTION app.end_session(p_staff uuid, p_session text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  begin
    delete from sessions where user_id = p_staff::text and id = p_session;
    return found;
  end $function$
;
CREATE OR REPLACE FUNCTION app.end_sessions(p_staff uuid, p_kept text DEFAULT NULL::text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  declare ended integer;
  begin
    delete from sessions where user_id = p_staff::text and id is distinct from p_kept;
    get diagnostics ended = row_count;
    delete from verifications where value = p_staff::text; -- sign-ins that wait for a second factor
    return ended;
  end $function$
;
CREATE OR REPLACE FUNCTION app.held_vins(p_vins text[], p_dealer uuid)
 RETURNS TABLE(held_vin text, held text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'app', 'pg_temp'
AS $function$
  begin
    if not p_dealer = any(app.dealers()) then raise exception 'dealer % is out of scope', p_dealer using errcode = '42501'; end if;
    return query
      select holder.vin, case when holder.dealer_id = p_dealer then 'held-here' else 'held-elsewhere' end
        from app.vin_registry holder where holder.vin = any(p_vins);
  end $function$
;
CREATE OR REPLACE FUNCTION app.is_first_run_code(p_code_hash bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'app', 'pg_temp'
AS $function$
  select exists (select from installation where first_run_code_hash = p_code_hash and root_id is null)
    and not exists (select from organisations where parent_id is null)
  $function$
;
CREATE OR REPLACE PROCEDURE app.make_event_partition(IN month date)
 LANGUAGE plpgsql
AS $procedure$
  declare
    first date := date_trunc('month', month);
    partition text := 'events_' || to_char(first, 'YYYY_MM');
  begin
    if to_regclass('app.' || partition) is null then
      execute format('create table app.%I partition of app.events for values from (%L) to (%L)', partition,
        first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
      execute format('comment on table app.%I is %L', partition, '@tenant partition of events');
      execute format('alter table app.%I enable row level security', partition);
      execute format('alter table app.%I force row level security', partition);
      execute format('create policy table_owner on app.%I to %I using (true) with check (true)', partition, current_user);
    end if;
  end $procedure$
;
CREATE OR REPLACE FUNCTION app.open_account(p_staff uuid, p_username text, p_name text, p_password text, p_change_due boolean, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  begin
    insert into users (id, name, email, email_verified, username, password_change_due, created_at, updated_at)
      values (p_staff::text, p_name, p_staff::text || '@staff.invalid', true, p_username, p_change_due, p_now, p_now);
    insert into accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
      values (p_staff::text, p_staff::text, 'credential', p_staff::text, p_password, p_now, p_now);
    update app.staff set user_id = p_staff::text where id = p_staff;
  end $function$
;
CREATE OR REPLACE FUNCTION app.release_vin(p_vin text, p_dealer uuid, p_episode uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'app', 'pg_temp'
AS $function$
  begin
    if not p_dealer = any(app.dealers()) then raise exception 'dealer % is out of scope', p_dealer using errcode = '42501'; end if;
    delete from app.vin_registry where vin = p_vin and dealer_id = p_dealer and episode_id = p_episode;
    return found;
  end $function$
;
CREATE OR REPLACE FUNCTION app.remove_second_factor(p_staff uuid, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  begin
    update users set two_factor_enabled = false, updated_at = p_now where id = p_staff::text;
    delete from two_factors where user_id = p_staff::text;
    return found;
  end $function$
;
CREATE OR REPLACE FUNCTION app.rename_account(p_staff uuid, p_username text, p_name text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  begin
    update users set username = p_username, name = p_name, updated_at = p_now where id = p_staff::text;
  end $function$
;
CREATE OR REPLACE FUNCTION app.reopen_account(p_staff uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  begin
    update users set deactivated_at = null, updated_at = p_now where id = p_staff::text;
  end $function$
;
CREATE OR REPLACE FUNCTION app.replace_password(p_staff uuid, p_password text, p_change_due boolean, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  begin
    update accounts set password = p_password, updated_at = p_now
      where user_id = p_staff::text and provider_id = 'credential';
    if not found then raise exception 'staff % has no account', p_staff using errcode = 'P0002'; end if;
    update users set password_change_due = p_change_due, updated_at = p_now where id = p_staff::text;
    perform app.end_sessions(p_staff);
  end $function$
;
CREATE OR REPLACE FUNCTION app.sessions_of(p_staff uuid, p_now timestamp with time zone)
 RETURNS TABLE(id text, address text, user_agent text, created_at timestamp with time zone, expires_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
  begin
    return query select held.id, held.ip_address, held.user_agent, held.created_at, held.expires_at
      from sessions held where held.user_id = p_staff::text and held.expires_at > p_now
      order by held.created_at desc, held.id;
  end $function$
;
CREATE OR REPLACE PROCEDURE app.wall(IN target regclass, IN privileges text DEFAULT 'select, insert, update'::text)
 LANGUAGE plpgsql
AS $procedure$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy dealer_wall on %s to forecourt_app using (dealer_id = any(app.dealers())) with check (dealer_id = any(app.dealers()))', target);
    execute format('create policy network_reader on %s for select to forecourt_reader using (true)', target);
    execute format('create policy table_owner on %s to %I using (true) with check (true)', target, current_user);
    execute format('grant %s on %s to forecourt_app', privileges, target);
    execute format('grant select on %s to forecourt_reader', target);
  end $procedure$
;


create table platform.migrations (
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  constraint migrations_pkey PRIMARY KEY (number)
);

create table auth.accounts (
  id text not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_provider_id_account_id_key UNIQUE (provider_id, account_id),
  constraint accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);

create table auth.attempts (
  key text not null,
  count integer not null,
  resets_at timestamp with time zone not null,
  constraint attempts_pkey PRIMARY KEY (key)
);

create table auth.sessions (
  id text not null,
  token text not null,
  user_id text not null,
  ip_address text,
  user_agent text,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_key UNIQUE (token),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);

create table auth.two_factors (
  id text not null,
  user_id text not null,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamp with time zone,
  constraint two_factors_pkey PRIMARY KEY (id),
  constraint two_factors_user_id_key UNIQUE (user_id),
  constraint two_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);

create table auth.users (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  username text,
  two_factor_enabled boolean default false,
  password_change_due boolean not null default false,
  deactivated_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_key UNIQUE (email),
  constraint users_username_key UNIQUE (username)
);

create table auth.verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint verifications_pkey PRIMARY KEY (id)
);

create table app.absences (
  id uuid not null,
  staff_id uuid not null,
  first_day date not null,
  last_day date not null,
  deputy_id uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  constraint absences_pkey PRIMARY KEY (id),
  constraint absences_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES app.staff(id),
  constraint absences_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.staff(id),
  constraint absences_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id),
  constraint absences_check CHECK ((last_day >= first_day)),
  constraint absences_check1 CHECK ((deputy_id <> staff_id)),
  constraint absences_apart EXCLUDE USING gist (staff_id WITH =, daterange(first_day, last_day, '[]'::text) WITH &&) WHERE ((cancelled_at IS NULL))
);

create table app.addenda (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  contract_id uuid not null,
  ordinal integer not null,
  reason text not null,
  price_before_minor bigint,
  price_minor bigint,
  currency character(3),
  delivery_on date,
  terms text not null default ''::text,
  agreed_by uuid,
  agreed_at timestamp with time zone not null,
  constraint addenda_pkey PRIMARY KEY (dealer_id, id),
  constraint addenda_dealer_id_contract_id_ordinal_key UNIQUE (dealer_id, contract_id, ordinal),
  constraint addenda_agreed_by_fkey FOREIGN KEY (agreed_by) REFERENCES app.staff(id),
  constraint addenda_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint addenda_ordinal_check CHECK ((ordinal > 0)),
  constraint addenda_price_minor_check CHECK ((price_minor > 0)),
  constraint addenda_terms_check CHECK ((length(terms) <= 2000))
);
alter table app.addenda enable row level security;
alter table app.addenda force row level security;

create table app.api_keys (
  id uuid not null,
  staff_id uuid not null,
  name text not null,
  secret_hash bytea not null,
  secret_tail text not null,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_secret_hash_key UNIQUE (secret_hash),
  constraint api_keys_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id)
);

create table app.approval_delegations (
  dealer_id uuid not null,
  id uuid not null,
  delegator_id uuid not null,
  deputy_id uuid not null,
  from_on date not null,
  to_on date not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  revoked_by uuid,
  revoked_at timestamp with time zone,
  constraint approval_delegations_pkey PRIMARY KEY (dealer_id, id),
  constraint approval_delegations_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.staff(id),
  constraint approval_delegations_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint approval_delegations_delegator_id_fkey FOREIGN KEY (delegator_id) REFERENCES app.staff(id),
  constraint approval_delegations_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES app.staff(id),
  constraint approval_delegations_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES app.staff(id),
  constraint approval_delegations_check CHECK ((from_on <= to_on)),
  constraint approval_delegations_check1 CHECK ((delegator_id <> deputy_id)),
  constraint approval_delegations_one_deputy EXCLUDE USING gist (dealer_id WITH =, delegator_id WITH =, daterange(from_on, to_on, '[]'::text) WITH &&) WHERE ((revoked_at IS NULL))
);
alter table app.approval_delegations enable row level security;
alter table app.approval_delegations force row level security;

create table app.approvals (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  quote_id uuid not null,
  state text not null,
  reason text not null,
  note text not null default ''::text,
  currency character(3) not null,
  list_price_minor bigint not null,
  discount_minor bigint not null,
  concession_minor bigint not null,
  model_id uuid,
  requested_by uuid,
  requested_at timestamp with time zone not null,
  offer_minor bigint,
  decision_reason text,
  decision_note text not null default ''::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  on_behalf_of uuid,
  constraint approvals_pkey PRIMARY KEY (dealer_id, id),
  constraint approvals_dealer_id_quote_id_fkey FOREIGN KEY (dealer_id, quote_id) REFERENCES app.quotes(dealer_id, id),
  constraint approvals_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint approvals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app.staff(id),
  constraint approvals_model_id_fkey FOREIGN KEY (model_id) REFERENCES app.models(id),
  constraint approvals_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES app.staff(id),
  constraint approvals_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES app.staff(id),
  constraint approvals_concession_minor_check CHECK ((concession_minor >= 0)),
  constraint approvals_decision_note_check CHECK ((length(decision_note) <= 2000)),
  constraint approvals_discount_minor_check CHECK ((discount_minor >= 0)),
  constraint approvals_list_price_minor_check CHECK ((list_price_minor >= 0)),
  constraint approvals_note_check CHECK ((length(note) <= 2000)),
  constraint approvals_offer_minor_check CHECK ((offer_minor >= 0)),
  constraint approvals_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'given'::text, 'refused'::text, 'countered'::text, 'withdrawn'::text, 'lapsed'::text])))
);
alter table app.approvals enable row level security;
alter table app.approvals force row level security;

create table app.attachments (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  subject_id uuid,
  kind text not null,
  media_type text not null,
  byte_length integer not null,
  sha256 bytea not null,
  sealed bytea not null,
  text_code text,
  text_version text,
  text_language text,
  text_sha256 bytea,
  added_by uuid,
  added_at timestamp with time zone not null,
  constraint attachments_pkey PRIMARY KEY (dealer_id, id),
  constraint attachments_added_by_fkey FOREIGN KEY (added_by) REFERENCES app.staff(id),
  constraint attachments_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint attachments_byte_length_check CHECK ((byte_length > 0)),
  constraint attachments_check CHECK (((kind = ANY (ARRAY['agreement-signature'::text, 'delivery-signature'::text])) = (text_sha256 IS NOT NULL))),
  constraint attachments_check1 CHECK ((((text_sha256 IS NULL) = (text_version IS NULL)) AND ((text_sha256 IS NULL) = (text_code IS NULL)) AND ((text_sha256 IS NULL) = (text_language IS NULL)))),
  constraint attachments_check2 CHECK (((media_type = 'application/json'::text) = (text_sha256 IS NOT NULL))),
  constraint attachments_kind_check CHECK ((kind = ANY (ARRAY['licence'::text, 'agreement-signature'::text, 'delivery-photo'::text, 'delivery-signature'::text, 'other'::text]))),
  constraint attachments_media_type_check CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'application/json'::text]))),
  constraint attachments_sha256_check CHECK ((length(sha256) = 32)),
  constraint attachments_text_language_check CHECK ((text_language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint attachments_text_sha256_check CHECK ((length(text_sha256) = 32))
);
alter table app.attachments enable row level security;
alter table app.attachments force row level security;

create table app.audit (
  dealer_id uuid not null,
  recorded_at timestamp with time zone not null,
  id uuid not null,
  staff_id uuid,
  api_key_id uuid,
  verb text not null,
  noun text not null,
  subject_id uuid,
  request_id text,
  facts jsonb not null default '{}'::jsonb,
  constraint audit_pkey PRIMARY KEY (dealer_id, recorded_at, id)
);
alter table app.audit enable row level security;
alter table app.audit force row level security;

create table app.cancellations (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  reason text not null,
  defaulting_party text not null,
  deposit_disposition text not null,
  refund_minor bigint not null,
  kept_minor bigint not null,
  currency character(3),
  red_invoice_of text,
  note text not null default ''::text,
  cancelled_by uuid,
  cancelled_at timestamp with time zone not null,
  constraint cancellations_pkey PRIMARY KEY (dealer_id, id),
  constraint cancellations_dealer_id_sale_id_key UNIQUE (dealer_id, sale_id),
  constraint cancellations_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES app.staff(id),
  constraint cancellations_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint cancellations_defaulting_party_check CHECK ((defaulting_party = ANY (ARRAY['buyer'::text, 'dealer'::text, 'none'::text]))),
  constraint cancellations_deposit_disposition_check CHECK ((deposit_disposition = ANY (ARRAY['none'::text, 'returned'::text, 'kept'::text, 'returned-double'::text]))),
  constraint cancellations_kept_minor_check CHECK ((kept_minor >= 0)),
  constraint cancellations_note_check CHECK ((length(note) <= 2000)),
  constraint cancellations_refund_minor_check CHECK ((refund_minor >= 0))
);
alter table app.cancellations enable row level security;
alter table app.cancellations force row level security;

create table app.car_occupancies (
  dealer_id uuid not null,
  id uuid not null,
  vehicle_id uuid not null,
  kind text not null,
  sale_id uuid,
  staff_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  is_held boolean not null,
  constraint car_occupancies_pkey PRIMARY KEY (dealer_id, id),
  constraint car_occupancies_dealer_id_id_vehicle_id_starts_at_ends_at_i_key UNIQUE (dealer_id, id, vehicle_id, starts_at, ends_at, is_held),
  constraint car_occupancies_dealer_id_vehicle_id_fkey FOREIGN KEY (dealer_id, vehicle_id) REFERENCES app.vehicles(dealer_id, id),
  constraint car_occupancies_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id),
  constraint car_occupancies_check CHECK ((starts_at <= ends_at)),
  constraint car_occupancies_kind_check CHECK ((kind = ANY (ARRAY['test-drive'::text, 'off-road'::text]))),
  constraint car_occupancies_one_at_a_time EXCLUDE USING gist (dealer_id WITH =, vehicle_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (is_held)
);
alter table app.car_occupancies enable row level security;
alter table app.car_occupancies force row level security;

create table app.consent_texts (
  purpose text not null,
  version integer not null,
  valid_from date not null,
  text_zh text not null,
  text_en text not null,
  constraint consent_texts_pkey PRIMARY KEY (purpose, version),
  constraint consent_texts_purpose_check CHECK ((purpose = ANY (ARRAY['call'::text, 'message'::text, 'marketing'::text, 'sharing'::text]))),
  constraint consent_texts_version_check CHECK ((version > 0))
);

create table app.consents (
  dealer_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  purpose text not null,
  decision text not null,
  text_version integer not null,
  channel text not null,
  recorded_by uuid,
  decided_at timestamp with time zone not null,
  constraint consents_pkey PRIMARY KEY (dealer_id, id),
  constraint consents_dealer_id_customer_id_fkey FOREIGN KEY (dealer_id, customer_id) REFERENCES app.customers(dealer_id, id),
  constraint consents_purpose_text_version_fkey FOREIGN KEY (purpose, text_version) REFERENCES app.consent_texts(purpose, version),
  constraint consents_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.staff(id),
  constraint consents_channel_check CHECK ((channel = ANY (ARRAY['visit'::text, 'call'::text, 'message'::text, 'online'::text, 'paper'::text]))),
  constraint consents_decision_check CHECK ((decision = ANY (ARRAY['given'::text, 'refused'::text, 'withdrawn'::text])))
);
alter table app.consents enable row level security;
alter table app.consents force row level security;

create table app.contact_points (
  dealer_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null,
  sealed bytea not null,
  full_index bytea not null,
  tail_index bytea,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint contact_points_pkey PRIMARY KEY (dealer_id, id),
  constraint contact_points_dealer_id_customer_id_fkey FOREIGN KEY (dealer_id, customer_id) REFERENCES app.customers(dealer_id, id),
  constraint contact_points_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text, 'wechat'::text, 'id-number'::text, 'licence-number'::text, 'address'::text])))
);
alter table app.contact_points enable row level security;
alter table app.contact_points force row level security;

create table app.contacts (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  channel text not null,
  direction text not null,
  result text not null,
  note text not null default ''::text,
  recorded_by uuid,
  contacted_at timestamp with time zone not null,
  constraint contacts_pkey PRIMARY KEY (dealer_id, id),
  constraint contacts_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint contacts_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.staff(id),
  constraint contacts_channel_check CHECK ((channel = ANY (ARRAY['call'::text, 'message'::text, 'visit'::text, 'online'::text]))),
  constraint contacts_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  constraint contacts_note_check CHECK ((length(note) <= 2000)),
  constraint contacts_result_check CHECK ((result = ANY (ARRAY['reached'::text, 'no-answer'::text, 'call-back'::text])))
);
alter table app.contacts enable row level security;
alter table app.contacts force row level security;

create table app.contract_parties (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  buyer_id uuid,
  title_id uuid,
  title_name text,
  title_credit_code text,
  contact_id uuid,
  constraint contract_parties_pkey PRIMARY KEY (dealer_id, id),
  constraint contract_parties_dealer_id_buyer_id_fkey FOREIGN KEY (dealer_id, buyer_id) REFERENCES app.customers(dealer_id, id),
  constraint contract_parties_dealer_id_contact_id_fkey FOREIGN KEY (dealer_id, contact_id) REFERENCES app.customers(dealer_id, id),
  constraint contract_parties_dealer_id_id_fkey FOREIGN KEY (dealer_id, id) REFERENCES app.contracts(dealer_id, id),
  constraint contract_parties_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint contract_parties_dealer_id_title_id_fkey FOREIGN KEY (dealer_id, title_id) REFERENCES app.customers(dealer_id, id),
  constraint contract_parties_check CHECK (((title_name IS NULL) = (title_credit_code IS NULL))),
  constraint contract_parties_check1 CHECK (((title_id IS NULL) OR (title_name IS NULL))),
  constraint contract_parties_title_credit_code_check CHECK ((title_credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'::text)),
  constraint contract_parties_title_name_check CHECK (((length(title_name) >= 1) AND (length(title_name) <= 200)))
);
alter table app.contract_parties enable row level security;
alter table app.contract_parties force row level security;

create table app.contracts (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  number text not null,
  quote_id uuid,
  trim_id uuid,
  price_minor bigint not null,
  currency character(3) not null,
  deposit_type text,
  deposit_minor bigint not null default 0,
  signed_by uuid,
  signed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  win_reason text,
  constraint contracts_pkey PRIMARY KEY (dealer_id, id),
  constraint contracts_dealer_id_number_key UNIQUE (dealer_id, number),
  constraint contracts_dealer_id_quote_id_fkey FOREIGN KEY (dealer_id, quote_id) REFERENCES app.quotes(dealer_id, id),
  constraint contracts_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint contracts_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES app.staff(id),
  constraint contracts_trim_id_fkey FOREIGN KEY (trim_id) REFERENCES app.trims(id),
  constraint contracts_check CHECK (((deposit_type IS NULL) = (deposit_minor = 0))),
  constraint contracts_deposit_minor_check CHECK ((deposit_minor >= 0)),
  constraint contracts_deposit_type_check CHECK ((deposit_type = ANY (ARRAY['earnest-money'::text, 'prepayment'::text]))),
  constraint contracts_price_minor_check CHECK ((price_minor > 0))
);
alter table app.contracts enable row level security;
alter table app.contracts force row level security;

create table app.counters (
  dealer_id uuid not null,
  kind text not null,
  year smallint not null,
  last integer not null,
  constraint counters_pkey PRIMARY KEY (dealer_id, kind, year)
);
alter table app.counters enable row level security;
alter table app.counters force row level security;

create table app.customers (
  dealer_id uuid not null,
  id uuid not null,
  number text not null,
  kind text not null,
  name text not null,
  name_search text not null,
  credit_code text,
  owner_id uuid,
  source text,
  external_ref text,
  note text not null default ''::text,
  origin text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  merged_into_id uuid,
  erased_at timestamp with time zone,
  import_key text,
  owned_since timestamp with time zone,
  contacted_at timestamp with time zone,
  constraint customers_pkey PRIMARY KEY (dealer_id, id),
  constraint customers_dealer_id_external_ref_key UNIQUE (dealer_id, external_ref),
  constraint customers_dealer_id_number_key UNIQUE (dealer_id, number),
  constraint customers_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint customers_dealer_id_merged_into_id_fkey FOREIGN KEY (dealer_id, merged_into_id) REFERENCES app.customers(dealer_id, id),
  constraint customers_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.staff(id),
  constraint customers_check CHECK (((credit_code IS NULL) OR (kind = 'company'::text))),
  constraint customers_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'company'::text]))),
  constraint customers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint customers_note_check CHECK ((length(note) <= 2000)),
  constraint customers_origin_check CHECK ((origin = ANY (ARRAY['live'::text, 'import'::text, 'demo'::text])))
);
alter table app.customers enable row level security;
alter table app.customers force row level security;

create table app.deliveries (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  episode_id uuid not null,
  vin text not null,
  mileage_km integer,
  delivered_by uuid,
  delivered_at timestamp with time zone not null,
  taken_back_by uuid,
  taken_back_at timestamp with time zone,
  taken_back_reason text,
  taken_back_note text not null default ''::text,
  constraint deliveries_pkey PRIMARY KEY (dealer_id, id),
  constraint deliveries_dealer_id_episode_id_fkey FOREIGN KEY (dealer_id, episode_id) REFERENCES app.stock_episodes(dealer_id, id),
  constraint deliveries_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint deliveries_delivered_by_fkey FOREIGN KEY (delivered_by) REFERENCES app.staff(id),
  constraint deliveries_taken_back_by_fkey FOREIGN KEY (taken_back_by) REFERENCES app.staff(id),
  constraint deliveries_check CHECK (((taken_back_at IS NULL) = (taken_back_reason IS NULL))),
  constraint deliveries_mileage_km_check CHECK ((mileage_km >= 0)),
  constraint deliveries_taken_back_note_check CHECK ((length(taken_back_note) <= 2000)),
  constraint deliveries_taken_back_reason_check CHECK ((taken_back_reason = ANY (ARRAY['wrong-sale'::text, 'wrong-car'::text, 'not-collected'::text, 'too-early'::text, 'other'::text])))
);
alter table app.deliveries enable row level security;
alter table app.deliveries force row level security;

create table app.delivery_appointments (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  starts_at timestamp with time zone not null,
  deliverer_id uuid not null,
  is_agreed boolean not null,
  note text not null default ''::text,
  state text not null default 'booked'::text,
  reason text,
  booked_by uuid,
  booked_at timestamp with time zone not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  constraint delivery_appointments_pkey PRIMARY KEY (dealer_id, id),
  constraint delivery_appointments_booked_by_fkey FOREIGN KEY (booked_by) REFERENCES app.staff(id),
  constraint delivery_appointments_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint delivery_appointments_deliverer_id_fkey FOREIGN KEY (deliverer_id) REFERENCES app.staff(id),
  constraint delivery_appointments_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app.staff(id),
  constraint delivery_appointments_check CHECK (((state = 'booked'::text) = (ended_at IS NULL))),
  constraint delivery_appointments_note_check CHECK ((length(note) <= 2000)),
  constraint delivery_appointments_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'kept'::text, 'cancelled'::text])))
);
alter table app.delivery_appointments enable row level security;
alter table app.delivery_appointments force row level security;

create table app.delivery_checklists (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  episode_id uuid not null,
  inspected_by uuid,
  inspected_at timestamp with time zone not null,
  signature_id uuid,
  content_sha256 text,
  text_version text,
  text_language text,
  witness_id uuid,
  signed_at timestamp with time zone,
  constraint delivery_checklists_pkey PRIMARY KEY (dealer_id, id),
  constraint delivery_checklists_dealer_id_episode_id_fkey FOREIGN KEY (dealer_id, episode_id) REFERENCES app.stock_episodes(dealer_id, id),
  constraint delivery_checklists_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint delivery_checklists_dealer_id_signature_id_fkey FOREIGN KEY (dealer_id, signature_id) REFERENCES app.attachments(dealer_id, id),
  constraint delivery_checklists_inspected_by_fkey FOREIGN KEY (inspected_by) REFERENCES app.staff(id),
  constraint delivery_checklists_witness_id_fkey FOREIGN KEY (witness_id) REFERENCES app.staff(id),
  constraint delivery_checklists_check CHECK (((signed_at IS NULL) = (content_sha256 IS NULL))),
  constraint delivery_checklists_content_sha256_check CHECK ((content_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint delivery_checklists_text_language_check CHECK ((text_language = ANY (ARRAY['zh'::text, 'en'::text])))
);
alter table app.delivery_checklists enable row level security;
alter table app.delivery_checklists force row level security;

create table app.delivery_checks (
  dealer_id uuid not null,
  checklist_id uuid not null,
  point text not null,
  result text not null,
  resolution text,
  value integer,
  note text not null default ''::text,
  photo_ids uuid[] not null default '{}'::uuid[],
  constraint delivery_checks_pkey PRIMARY KEY (dealer_id, checklist_id, point),
  constraint delivery_checks_dealer_id_checklist_id_fkey FOREIGN KEY (dealer_id, checklist_id) REFERENCES app.delivery_checklists(dealer_id, id),
  constraint delivery_checks_note_check CHECK ((length(note) <= 1000)),
  constraint delivery_checks_point_check CHECK ((point = ANY (ARRAY['exterior'::text, 'interior'::text, 'functions'::text, 'tools'::text, 'documents'::text, 'keys'::text, 'mileage'::text, 'energy'::text]))),
  constraint delivery_checks_resolution_check CHECK ((resolution = ANY (ARRAY['repaired'::text, 'replaced'::text, 'accepted'::text, 'promised'::text]))),
  constraint delivery_checks_result_check CHECK ((result = ANY (ARRAY['ok'::text, 'not-ok'::text]))),
  constraint delivery_checks_value_check CHECK ((value >= 0))
);
alter table app.delivery_checks enable row level security;
alter table app.delivery_checks force row level security;

create table app.delivery_items (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  item text not null,
  done_by uuid,
  done_at timestamp with time zone not null,
  invoice_number text,
  invoiced_on date,
  invoice_vin text,
  undone_by uuid,
  undone_at timestamp with time zone,
  constraint delivery_items_pkey PRIMARY KEY (dealer_id, id),
  constraint delivery_items_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint delivery_items_done_by_fkey FOREIGN KEY (done_by) REFERENCES app.staff(id),
  constraint delivery_items_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES app.staff(id),
  constraint delivery_items_check CHECK (((item = 'invoice'::text) = (invoice_number IS NOT NULL))),
  constraint delivery_items_item_check CHECK ((item = ANY (ARRAY['pdi'::text, 'invoice'::text, 'certificate'::text, 'joint-inspection'::text, 'documents'::text])))
);
alter table app.delivery_items enable row level security;
alter table app.delivery_items force row level security;

create table app.delivery_preparations (
  dealer_id uuid not null,
  sale_id uuid not null,
  item text not null,
  state text not null,
  set_by uuid,
  set_at timestamp with time zone not null,
  constraint delivery_preparations_pkey PRIMARY KEY (dealer_id, sale_id, item),
  constraint delivery_preparations_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint delivery_preparations_set_by_fkey FOREIGN KEY (set_by) REFERENCES app.staff(id),
  constraint delivery_preparations_item_check CHECK ((item = ANY (ARRAY['accessories'::text, 'cleaned'::text, 'customer-papers'::text, 'insurance'::text, 'plate'::text]))),
  constraint delivery_preparations_state_check CHECK ((state = ANY (ARRAY['done'::text, 'not-needed'::text, 'open'::text])))
);
alter table app.delivery_preparations enable row level security;
alter table app.delivery_preparations force row level security;

create table app.events (
  dealer_id uuid not null,
  recorded_at timestamp with time zone not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  sale_id uuid,
  sequence integer not null,
  stage_before text,
  action text not null,
  stage_after text,
  actor_kind text not null,
  actor_id uuid,
  occurred_at timestamp with time zone,
  channel text,
  duration_seconds bigint,
  process_version integer,
  facts_version smallint not null default 1,
  facts jsonb not null,
  origin text not null,
  request_id text,
  advice_id uuid,
  constraint events_pkey PRIMARY KEY (dealer_id, recorded_at, id),
  constraint events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'system'::text, 'import'::text, 'api-key'::text]))),
  constraint events_origin_check CHECK ((origin = ANY (ARRAY['live'::text, 'import'::text, 'demo'::text, 'system'::text]))),
  constraint events_sequence_check CHECK ((sequence > 0))
) partition by RANGE (recorded_at);
alter table app.events enable row level security;
alter table app.events force row level security;

create table app.files (
  dealer_id uuid not null,
  id uuid not null,
  name text not null,
  media_type text not null,
  byte_length integer not null,
  content bytea not null,
  noun text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  constraint files_pkey PRIMARY KEY (dealer_id, id)
);
alter table app.files enable row level security;
alter table app.files force row level security;

create table app.follow_ups (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  due_on date not null,
  planned_by uuid,
  planned_at timestamp with time zone not null,
  done_by uuid,
  done_at timestamp with time zone,
  result text,
  channel text,
  note text not null default ''::text,
  superseded_at timestamp with time zone,
  constraint follow_ups_pkey PRIMARY KEY (dealer_id, id),
  constraint follow_ups_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint follow_ups_done_by_fkey FOREIGN KEY (done_by) REFERENCES app.staff(id),
  constraint follow_ups_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES app.staff(id),
  constraint follow_ups_note_check CHECK ((length(note) <= 2000))
);
alter table app.follow_ups enable row level security;
alter table app.follow_ups force row level security;

create table app.hand_overs (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  adviser_id uuid,
  warranty_from date not null,
  warranty_to date not null,
  warranty_km integer not null,
  handed_over_by uuid,
  handed_over_at timestamp with time zone not null,
  taken_back_by uuid,
  taken_back_at timestamp with time zone,
  constraint hand_overs_pkey PRIMARY KEY (dealer_id, id),
  constraint hand_overs_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES app.staff(id),
  constraint hand_overs_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint hand_overs_handed_over_by_fkey FOREIGN KEY (handed_over_by) REFERENCES app.staff(id),
  constraint hand_overs_taken_back_by_fkey FOREIGN KEY (taken_back_by) REFERENCES app.staff(id)
);
alter table app.hand_overs enable row level security;
alter table app.hand_overs force row level security;

create table app.idempotency_keys (
  dealer_id uuid not null,
  staff_id uuid not null,
  route text not null,
  key text not null,
  request_hash bytea not null,
  status smallint,
  answer jsonb,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (dealer_id, staff_id, route, key),
  constraint idempotency_keys_key_check CHECK (((length(key) >= 8) AND (length(key) <= 128)))
);
alter table app.idempotency_keys enable row level security;
alter table app.idempotency_keys force row level security;

create table app.import_mappings (
  dealer_id uuid not null,
  kind text not null,
  heading_signature bytea not null,
  mapping jsonb not null,
  options jsonb not null,
  updated_at timestamp with time zone not null,
  constraint import_mappings_pkey PRIMARY KEY (dealer_id, kind, heading_signature)
);
alter table app.import_mappings enable row level security;
alter table app.import_mappings force row level security;

create table app.import_rejects (
  dealer_id uuid not null,
  import_id uuid not null,
  first_byte integer not null,
  lines bytea not null,
  constraint import_rejects_pkey PRIMARY KEY (dealer_id, import_id, first_byte),
  constraint import_rejects_dealer_id_import_id_fkey FOREIGN KEY (dealer_id, import_id) REFERENCES app.imports(dealer_id, id),
  constraint import_rejects_first_byte_check CHECK ((first_byte >= 0))
);
alter table app.import_rejects enable row level security;
alter table app.import_rejects force row level security;

create table app.imports (
  dealer_id uuid not null,
  id uuid not null,
  kind text not null,
  file_id uuid not null,
  file_name text not null,
  state text not null,
  mapping jsonb not null default '{}'::jsonb,
  options jsonb not null default '{}'::jsonb,
  rows_total integer,
  rows_done integer not null default 0,
  rows_new integer not null default 0,
  rows_updated integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_refused integer not null default 0,
  warnings integer not null default 0,
  preview jsonb,
  problem jsonb,
  reject_file_id uuid,
  cancel_requested boolean not null default false,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  version integer not null default 1,
  inspection jsonb not null default '{}'::jsonb,
  result jsonb,
  checkpoint jsonb,
  choices text[] not null default '{}'::text[],
  constraint imports_pkey PRIMARY KEY (dealer_id, id),
  constraint imports_kind_check CHECK ((kind = ANY (ARRAY['stock'::text, 'leads'::text, 'customers'::text, 'sales'::text, 'staff'::text, 'models'::text]))),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'previewing'::text, 'previewed'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])))
);
alter table app.imports enable row level security;
alter table app.imports force row level security;

create table app.inquiries (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  source text not null,
  intent_level text not null,
  note text not null default ''::text,
  opened_by uuid,
  opened_at timestamp with time zone,
  constraint inquiries_pkey PRIMARY KEY (dealer_id, id),
  constraint inquiries_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint inquiries_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES app.staff(id),
  constraint inquiries_note_check CHECK ((length(note) <= 2000))
);
alter table app.inquiries enable row level security;
alter table app.inquiries force row level security;

create table app.installation (
  singleton boolean not null default true,
  root_id uuid,
  demo boolean not null default false,
  key_check bytea,
  first_run_code_hash bytea,
  created_at timestamp with time zone not null,
  constraint installation_pkey PRIMARY KEY (singleton),
  constraint installation_singleton_check CHECK (singleton)
);

create table app.invitations (
  id uuid not null,
  organisation_id uuid not null,
  secret_hash bytea not null,
  roles jsonb not null,
  name text,
  invited_by uuid not null,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  revoked_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_secret_hash_key UNIQUE (secret_hash),
  constraint invitations_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES app.staff(id),
  constraint invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES app.staff(id),
  constraint invitations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES app.organisations(id),
  constraint invitations_check CHECK ((expires_at > invited_at)),
  constraint invitations_check1 CHECK (((accepted_at IS NULL) = (accepted_by IS NULL))),
  constraint invitations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);

create table app.lead_contacts (
  dealer_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  channel text not null,
  result text not null,
  automatic boolean not null,
  note text not null default ''::text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint lead_contacts_pkey PRIMARY KEY (dealer_id, id),
  constraint lead_contacts_dealer_id_lead_id_fkey FOREIGN KEY (dealer_id, lead_id) REFERENCES app.leads(dealer_id, id),
  constraint lead_contacts_made_by_fkey FOREIGN KEY (made_by) REFERENCES app.staff(id),
  constraint lead_contacts_channel_check CHECK ((channel = ANY (ARRAY['call'::text, 'message'::text, 'visit'::text]))),
  constraint lead_contacts_note_check CHECK ((length(note) <= 2000)),
  constraint lead_contacts_result_check CHECK ((result = ANY (ARRAY['reached'::text, 'no-answer'::text, 'replied'::text, 'wrong-number'::text])))
);
alter table app.lead_contacts enable row level security;
alter table app.lead_contacts force row level security;

create table app.leads (
  dealer_id uuid not null,
  id uuid not null,
  number text not null,
  external_ref text,
  source text not null,
  received_at timestamp with time zone,
  received_on date,
  name text,
  phone_sealed bytea,
  phone_index bytea,
  phone_tail_index bytea,
  interest text,
  trim_id uuid,
  owner_id uuid,
  state text not null,
  customer_id uuid,
  sale_id uuid,
  origin text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  loss_reason text,
  lost_at timestamp with time zone,
  import_key text,
  warn_at timestamp with time zone,
  respond_by timestamp with time zone,
  responded_at timestamp with time zone,
  responded_by uuid,
  warned_at timestamp with time zone,
  escalated_at timestamp with time zone,
  contacted_at timestamp with time zone,
  owned_since timestamp with time zone,
  constraint leads_pkey PRIMARY KEY (dealer_id, id),
  constraint leads_dealer_id_external_ref_key UNIQUE (dealer_id, external_ref),
  constraint leads_dealer_id_number_key UNIQUE (dealer_id, number),
  constraint leads_dealer_id_customer_id_fkey FOREIGN KEY (dealer_id, customer_id) REFERENCES app.customers(dealer_id, id),
  constraint leads_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint leads_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint leads_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.staff(id),
  constraint leads_responded_by_fkey FOREIGN KEY (responded_by) REFERENCES app.staff(id),
  constraint leads_trim_id_fkey FOREIGN KEY (trim_id) REFERENCES app.trims(id),
  constraint leads_check CHECK (((state = 'lost'::text) = (lost_at IS NOT NULL))),
  constraint leads_check1 CHECK (((responded_at IS NULL) = (responded_by IS NULL))),
  constraint leads_interest_check CHECK ((length(interest) <= 200)),
  constraint leads_name_check CHECK ((length(name) <= 200)),
  constraint leads_origin_check CHECK ((origin = ANY (ARRAY['live'::text, 'import'::text, 'demo'::text]))),
  constraint leads_state_check CHECK ((state = ANY (ARRAY['open'::text, 'converted'::text, 'lost'::text])))
);
alter table app.leads enable row level security;
alter table app.leads force row level security;

create table app.losses (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  reason text not null,
  competitor text,
  note text not null default ''::text,
  proposed_by uuid,
  proposed_at timestamp with time zone not null,
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  competitor_model text,
  price_gap_minor bigint,
  currency character(3),
  decision_note text not null default ''::text,
  constraint losses_pkey PRIMARY KEY (dealer_id, id),
  constraint losses_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint losses_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app.staff(id),
  constraint losses_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES app.staff(id),
  constraint losses_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
  constraint losses_check1 CHECK (((price_gap_minor IS NULL) = (currency IS NULL))),
  constraint losses_competitor_model_check CHECK ((length(competitor_model) <= 100)),
  constraint losses_decision_check CHECK ((decision = ANY (ARRAY['confirmed'::text, 'declined'::text]))),
  constraint losses_decision_note_check CHECK ((length(decision_note) <= 2000)),
  constraint losses_note_check CHECK ((length(note) <= 2000)),
  constraint losses_price_gap_minor_check CHECK ((price_gap_minor >= 0))
);
alter table app.losses enable row level security;
alter table app.losses force row level security;

create table app.models (
  id uuid not null,
  code text not null,
  make text not null,
  name_zh text not null,
  name_en text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  constraint models_pkey PRIMARY KEY (id),
  constraint models_code_key UNIQUE (code)
);

create table app.notes (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  text text not null,
  written_by uuid,
  written_at timestamp with time zone not null,
  constraint notes_pkey PRIMARY KEY (dealer_id, id),
  constraint notes_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint notes_written_by_fkey FOREIGN KEY (written_by) REFERENCES app.staff(id),
  constraint notes_text_check CHECK (((length(text) >= 1) AND (length(text) <= 2000)))
);
alter table app.notes enable row level security;
alter table app.notes force row level security;

create table app.off_road_periods (
  dealer_id uuid not null,
  id uuid not null,
  vehicle_id uuid not null,
  episode_id uuid not null,
  reason text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  taken_by uuid,
  ended_by uuid,
  state text not null,
  planned_at timestamp with time zone,
  held_until timestamp with time zone not null generated always as (COALESCE(ends_at, 'infinity'::timestamp with time zone)) stored,
  is_held boolean not null generated always as ((state = ANY (ARRAY['planned'::text, 'running'::text]))) stored,
  constraint off_road_periods_pkey PRIMARY KEY (dealer_id, id),
  constraint off_road_periods_dealer_id_episode_id_fkey FOREIGN KEY (dealer_id, episode_id) REFERENCES app.stock_episodes(dealer_id, id),
  constraint off_road_periods_dealer_id_vehicle_id_fkey FOREIGN KEY (dealer_id, vehicle_id) REFERENCES app.vehicles(dealer_id, id),
  constraint off_road_periods_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app.staff(id),
  constraint off_road_periods_occupancy FOREIGN KEY (dealer_id, id, vehicle_id, starts_at, held_until, is_held) REFERENCES app.car_occupancies(dealer_id, id, vehicle_id, starts_at, ends_at, is_held),
  constraint off_road_periods_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES app.staff(id),
  constraint off_road_periods_check CHECK ((ends_at >= starts_at)),
  constraint off_road_periods_reason_check CHECK ((reason = ANY (ARRAY['damaged'::text, 'repair'::text, 'service'::text, 'recall'::text, 'inspection'::text, 'registration'::text, 'exhibition'::text, 'other'::text]))),
  constraint off_road_periods_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'over'::text, 'cancelled'::text])))
);
alter table app.off_road_periods enable row level security;
alter table app.off_road_periods force row level security;

create table app.organisation_moves (
  organisation_id uuid not null,
  moved_at timestamp with time zone not null,
  parent_id uuid,
  constraint organisation_moves_pkey PRIMARY KEY (organisation_id, moved_at),
  constraint organisation_moves_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES app.organisations(id),
  constraint organisation_moves_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.organisations(id)
);

create table app.organisations (
  id uuid not null,
  parent_id uuid,
  ancestor_ids uuid[] not null,
  kind text not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  time_zone text,
  currency character(3),
  version integer not null default 1,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_code_key UNIQUE (code),
  constraint organisations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.organisations(id),
  constraint organisations_check CHECK ((ancestor_ids[array_length(ancestor_ids, 1)] = id)),
  constraint organisations_check1 CHECK (((parent_id IS NULL) = (array_length(ancestor_ids, 1) = 1))),
  constraint organisations_code_check CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{0,15}$'::text)),
  constraint organisations_kind_check CHECK ((kind = ANY (ARRAY['manufacturer'::text, 'region'::text, 'group'::text, 'dealer'::text])))
);

create table app.owner_changes (
  dealer_id uuid not null,
  id uuid not null,
  lead_id uuid,
  customer_id uuid,
  previous_owner_id uuid,
  owner_id uuid,
  cause text not null,
  changed_by uuid,
  changed_at timestamp with time zone not null,
  constraint owner_changes_pkey PRIMARY KEY (dealer_id, id),
  constraint owner_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app.staff(id),
  constraint owner_changes_dealer_id_customer_id_fkey FOREIGN KEY (dealer_id, customer_id) REFERENCES app.customers(dealer_id, id),
  constraint owner_changes_dealer_id_lead_id_fkey FOREIGN KEY (dealer_id, lead_id) REFERENCES app.leads(dealer_id, id),
  constraint owner_changes_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.staff(id),
  constraint owner_changes_previous_owner_id_fkey FOREIGN KEY (previous_owner_id) REFERENCES app.staff(id),
  constraint owner_changes_cause_check CHECK ((cause = ANY (ARRAY['manager'::text, 'round-robin'::text, 'least-load'::text, 'claimed'::text, 'returned'::text, 'recycled'::text, 'succession'::text]))),
  constraint owner_changes_check CHECK ((num_nonnulls(lead_id, customer_id) = 1))
);
alter table app.owner_changes enable row level security;
alter table app.owner_changes force row level security;

create table app.payments (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  number text not null,
  purpose text not null,
  method text not null,
  amount_minor bigint not null,
  currency character(3) not null,
  reference text not null default ''::text,
  reverses_id uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  takings_on date,
  constraint payments_pkey PRIMARY KEY (dealer_id, id),
  constraint payments_dealer_id_number_key UNIQUE (dealer_id, number),
  constraint payments_dealer_id_reverses_id_key UNIQUE (dealer_id, reverses_id),
  constraint payments_dealer_id_reverses_id_fkey FOREIGN KEY (dealer_id, reverses_id) REFERENCES app.payments(dealer_id, id),
  constraint payments_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint payments_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.staff(id),
  constraint payments_amount_minor_check CHECK ((amount_minor <> 0)),
  constraint payments_check CHECK (((purpose = 'reversal'::text) = (reverses_id IS NOT NULL))),
  constraint payments_method_check CHECK ((method = ANY (ARRAY['cash'::text, 'card'::text, 'transfer'::text, 'wechat-pay'::text, 'alipay'::text, 'loan'::text, 'cheque'::text, 'other'::text]))),
  constraint payments_purpose_check CHECK ((purpose = ANY (ARRAY['deposit'::text, 'balance'::text, 'refund'::text, 'reversal'::text]))),
  constraint payments_reference_check CHECK ((length(reference) <= 100))
);
alter table app.payments enable row level security;
alter table app.payments force row level security;

create table app.process_definitions (
  organisation_id uuid not null,
  version integer not null,
  document jsonb not null,
  published_by uuid,
  published_at timestamp with time zone not null,
  constraint process_definitions_pkey PRIMARY KEY (version),
  constraint process_definitions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES app.organisations(id),
  constraint process_definitions_published_by_fkey FOREIGN KEY (published_by) REFERENCES app.staff(id),
  constraint process_definitions_version_check CHECK ((version > 0))
);

create table app.quote_lines (
  dealer_id uuid not null,
  quote_id uuid not null,
  "position" smallint not null,
  kind text not null,
  label text not null default ''::text,
  amount_minor bigint not null,
  cost_minor bigint,
  constraint quote_lines_pkey PRIMARY KEY (dealer_id, quote_id, "position"),
  constraint quote_lines_dealer_id_quote_id_fkey FOREIGN KEY (dealer_id, quote_id) REFERENCES app.quotes(dealer_id, id),
  constraint quote_lines_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint quote_lines_cost_minor_check CHECK ((cost_minor >= 0)),
  constraint quote_lines_kind_check CHECK ((kind = ANY (ARRAY['accessory'::text, 'compulsory-insurance'::text, 'commercial-insurance'::text, 'insurance'::text, 'plate'::text, 'purchase-tax'::text, 'gift'::text, 'service'::text, 'other'::text]))),
  constraint quote_lines_label_check CHECK ((length(label) <= 200))
);
alter table app.quote_lines enable row level security;
alter table app.quote_lines force row level security;

create table app.quote_links (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  quote_id uuid not null,
  secret_hash bytea not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  opened_count integer not null default 0,
  last_opened_at timestamp with time zone,
  constraint quote_links_pkey PRIMARY KEY (dealer_id, id),
  constraint quote_links_dealer_id_secret_hash_key UNIQUE (dealer_id, secret_hash),
  constraint quote_links_dealer_id_quote_id_fkey FOREIGN KEY (dealer_id, quote_id) REFERENCES app.quotes(dealer_id, id),
  constraint quote_links_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint quote_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES app.staff(id),
  constraint quote_links_check CHECK ((expires_at > made_at))
);
alter table app.quote_links enable row level security;
alter table app.quote_links force row level security;

create table app.quotes (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  number text not null,
  version integer not null,
  state text not null,
  trim_id uuid,
  episode_id uuid,
  currency character(3) not null,
  list_price_minor bigint not null,
  discount_minor bigint not null,
  total_minor bigint not null,
  valid_until date not null,
  drafted_by uuid,
  drafted_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  trade_in_minor bigint not null default 0,
  purchase_tax jsonb,
  constraint quotes_pkey PRIMARY KEY (dealer_id, id),
  constraint quotes_dealer_id_number_key UNIQUE (dealer_id, number),
  constraint quotes_dealer_id_sale_id_version_key UNIQUE (dealer_id, sale_id, version),
  constraint quotes_dealer_id_episode_id_fkey FOREIGN KEY (dealer_id, episode_id) REFERENCES app.stock_episodes(dealer_id, id),
  constraint quotes_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint quotes_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES app.staff(id),
  constraint quotes_trim_id_fkey FOREIGN KEY (trim_id) REFERENCES app.trims(id),
  constraint quotes_check CHECK (((discount_minor >= 0) AND (discount_minor <= list_price_minor))),
  constraint quotes_check1 CHECK (((state = 'draft'::text) = (sent_at IS NULL))),
  constraint quotes_list_price_minor_check CHECK ((list_price_minor >= 0)),
  constraint quotes_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'superseded'::text, 'accepted'::text]))),
  constraint quotes_trade_in_minor_check CHECK ((trade_in_minor >= 0)),
  constraint quotes_version_check CHECK ((version > 0))
);
alter table app.quotes enable row level security;
alter table app.quotes force row level security;

create table app.receipts (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  payment_id uuid not null,
  number text not null,
  cancels_id uuid,
  amount_minor bigint not null,
  currency character(3) not null,
  issued_by uuid,
  issued_at timestamp with time zone not null,
  constraint receipts_pkey PRIMARY KEY (dealer_id, id),
  constraint receipts_dealer_id_cancels_id_key UNIQUE (dealer_id, cancels_id),
  constraint receipts_dealer_id_number_key UNIQUE (dealer_id, number),
  constraint receipts_dealer_id_payment_id_key UNIQUE (dealer_id, payment_id),
  constraint receipts_dealer_id_cancels_id_fkey FOREIGN KEY (dealer_id, cancels_id) REFERENCES app.receipts(dealer_id, id),
  constraint receipts_dealer_id_payment_id_fkey FOREIGN KEY (dealer_id, payment_id) REFERENCES app.payments(dealer_id, id),
  constraint receipts_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint receipts_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES app.staff(id),
  constraint receipts_amount_minor_check CHECK ((amount_minor <> 0)),
  constraint receipts_number_check CHECK ((number ~ '^R[0-9]{2}-[0-9]{6,}$'::text))
);
alter table app.receipts enable row level security;
alter table app.receipts force row level security;

create table app.receptions (
  dealer_id uuid not null,
  id uuid not null,
  kind text not null,
  occasion text not null,
  received_at timestamp with time zone not null,
  received_on date not null,
  received_by uuid not null,
  customer_id uuid not null,
  owner_id uuid,
  sale_id uuid,
  model_id uuid,
  intent_level text,
  source text not null,
  outcome text not null,
  note text not null default ''::text,
  taken_at timestamp with time zone,
  taken_by uuid,
  constraint receptions_pkey PRIMARY KEY (dealer_id, id),
  constraint receptions_dealer_id_customer_id_fkey FOREIGN KEY (dealer_id, customer_id) REFERENCES app.customers(dealer_id, id),
  constraint receptions_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint receptions_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint receptions_model_id_fkey FOREIGN KEY (model_id) REFERENCES app.models(id),
  constraint receptions_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.staff(id),
  constraint receptions_received_by_fkey FOREIGN KEY (received_by) REFERENCES app.staff(id),
  constraint receptions_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES app.staff(id),
  constraint receptions_check CHECK (((outcome = 'owner-told'::text) OR (sale_id IS NOT NULL))),
  constraint receptions_intent_level_check CHECK ((intent_level = ANY (ARRAY['H'::text, 'A'::text, 'B'::text, 'C'::text, 'O'::text]))),
  constraint receptions_kind_check CHECK ((kind = ANY (ARRAY['visit'::text, 'call'::text]))),
  constraint receptions_note_check CHECK ((length(note) <= 2000)),
  constraint receptions_occasion_check CHECK ((occasion = ANY (ARRAY['first'::text, 'repeat'::text]))),
  constraint receptions_outcome_check CHECK ((outcome = ANY (ARRAY['opened'::text, 'recorded'::text, 'owner-told'::text])))
);
alter table app.receptions enable row level security;
alter table app.receptions force row level security;

create table app.refunds (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  state text not null,
  purpose text not null,
  reason text not null,
  note text not null default ''::text,
  amount_minor bigint not null,
  kept_minor bigint not null default 0,
  currency character(3) not null,
  requested_by uuid,
  requested_at timestamp with time zone not null,
  decision_reason text,
  decision_note text not null default ''::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  payment_id uuid,
  constraint refunds_pkey PRIMARY KEY (dealer_id, id),
  constraint refunds_dealer_id_payment_id_fkey FOREIGN KEY (dealer_id, payment_id) REFERENCES app.payments(dealer_id, id),
  constraint refunds_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint refunds_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app.staff(id),
  constraint refunds_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES app.staff(id),
  constraint refunds_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint refunds_check CHECK (((amount_minor > 0) OR (purpose = 'cancellation'::text))),
  constraint refunds_check1 CHECK (((payment_id IS NULL) OR (state = 'done'::text))),
  constraint refunds_decision_note_check CHECK ((length(decision_note) <= 2000)),
  constraint refunds_kept_minor_check CHECK ((kept_minor >= 0)),
  constraint refunds_note_check CHECK ((length(note) <= 2000)),
  constraint refunds_purpose_check CHECK ((purpose = ANY (ARRAY['deposit'::text, 'overpayment'::text, 'cancellation'::text]))),
  constraint refunds_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'approved'::text, 'refused'::text, 'done'::text, 'lapsed'::text])))
);
alter table app.refunds enable row level security;
alter table app.refunds force row level security;

create table app.reservations (
  dealer_id uuid not null,
  id uuid not null,
  episode_id uuid not null,
  sale_id uuid not null,
  state text not null,
  reserved_by uuid,
  reserved_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint reservations_pkey PRIMARY KEY (dealer_id, id),
  constraint reservations_dealer_id_episode_id_fkey FOREIGN KEY (dealer_id, episode_id) REFERENCES app.stock_episodes(dealer_id, id),
  constraint reservations_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint reservations_reserved_by_fkey FOREIGN KEY (reserved_by) REFERENCES app.staff(id),
  constraint reservations_check CHECK (((state = 'active'::text) = (ended_at IS NULL))),
  constraint reservations_state_check CHECK ((state = ANY (ARRAY['active'::text, 'released'::text, 'expired'::text, 'delivered'::text])))
);
alter table app.reservations enable row level security;
alter table app.reservations force row level security;

create table app.rotas (
  dealer_id uuid not null,
  last_staff_id uuid,
  turns bigint not null default 0,
  constraint rotas_pkey PRIMARY KEY (dealer_id),
  constraint rotas_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint rotas_last_staff_id_fkey FOREIGN KEY (last_staff_id) REFERENCES app.staff(id)
);
alter table app.rotas enable row level security;
alter table app.rotas force row level security;

create table app.sale_cohorts (
  dealer_id uuid not null,
  month date not null,
  slice text not null,
  owner_id uuid not null,
  source text not null,
  inquiries integer not null,
  showings integer not null,
  test_drives integer not null,
  negotiations integer not null,
  contracts integer not null,
  deliveries integer not null,
  handed_over integer not null,
  open integer not null,
  lost integer not null,
  cancelled integer not null,
  constraint sale_cohorts_pkey PRIMARY KEY (dealer_id, month, slice, owner_id, source),
  constraint sale_cohorts_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint sale_cohorts_slice_check CHECK ((slice = ANY (ARRAY['all'::text, 'owner'::text, 'source'::text, 'both'::text])))
);
alter table app.sale_cohorts enable row level security;
alter table app.sale_cohorts force row level security;

create table app.sale_endings (
  dealer_id uuid not null,
  month date not null,
  slice text not null,
  owner_id uuid not null,
  source text not null,
  stage text not null,
  reason text not null,
  sales integer not null,
  constraint sale_endings_pkey PRIMARY KEY (dealer_id, month, slice, owner_id, source, stage, reason),
  constraint sale_endings_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint sale_endings_slice_check CHECK ((slice = ANY (ARRAY['all'::text, 'owner'::text, 'source'::text, 'both'::text]))),
  constraint sale_endings_stage_check CHECK ((stage = ANY (ARRAY['contract'::text, 'lost'::text, 'cancelled'::text])))
);
alter table app.sale_endings enable row level security;
alter table app.sale_endings force row level security;

create table app.sale_months (
  dealer_id uuid not null,
  month date not null,
  slice text not null,
  owner_id uuid not null,
  source text not null,
  currency text not null,
  contracts integer not null,
  contracts_minor bigint not null,
  deliveries integer not null,
  deliveries_minor bigint not null,
  constraint sale_months_pkey PRIMARY KEY (dealer_id, month, slice, owner_id, source, currency),
  constraint sale_months_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint sale_months_slice_check CHECK ((slice = ANY (ARRAY['all'::text, 'owner'::text, 'source'::text, 'both'::text])))
);
alter table app.sale_months enable row level security;
alter table app.sale_months force row level security;

create table app.sales (
  dealer_id uuid not null,
  id uuid not null,
  number text not null,
  stage text not null,
  sequence integer not null,
  process_version integer not null,
  origin text not null,
  customer_id uuid,
  owner_id uuid,
  lead_id uuid,
  trim_id uuid,
  episode_id uuid,
  source text not null,
  intent_level text,
  external_ref text,
  inquired_on date,
  stage_since timestamp with time zone,
  follow_up_due_on date,
  amount_minor bigint,
  paid_minor bigint not null default 0,
  currency character(3),
  delivered_on date,
  closed_on date,
  state jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  import_key text,
  customer_search text,
  furthest_stage text not null default 'inquiry'::text,
  contracted_on date,
  constraint sales_pkey PRIMARY KEY (dealer_id, id),
  constraint sales_dealer_id_external_ref_key UNIQUE (dealer_id, external_ref),
  constraint sales_dealer_id_number_key UNIQUE (dealer_id, number),
  constraint sales_dealer_id_customer_id_fkey FOREIGN KEY (dealer_id, customer_id) REFERENCES app.customers(dealer_id, id),
  constraint sales_dealer_id_episode_id_fkey FOREIGN KEY (dealer_id, episode_id) REFERENCES app.stock_episodes(dealer_id, id),
  constraint sales_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint sales_dealer_id_lead_id_fkey FOREIGN KEY (dealer_id, lead_id) REFERENCES app.leads(dealer_id, id),
  constraint sales_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.staff(id),
  constraint sales_process_version_fkey FOREIGN KEY (process_version) REFERENCES app.process_definitions(version),
  constraint sales_trim_id_fkey FOREIGN KEY (trim_id) REFERENCES app.trims(id),
  constraint sales_check CHECK (((customer_id IS NOT NULL) OR (origin = 'import'::text))),
  constraint sales_furthest_stage_check CHECK ((furthest_stage = ANY (ARRAY['inquiry'::text, 'showing'::text, 'test-drive'::text, 'negotiation'::text, 'contract'::text, 'delivery'::text, 'after-sales'::text]))),
  constraint sales_intent_level_check CHECK ((intent_level = ANY (ARRAY['H'::text, 'A'::text, 'B'::text, 'C'::text, 'O'::text]))),
  constraint sales_origin_check CHECK ((origin = ANY (ARRAY['live'::text, 'import'::text, 'demo'::text]))),
  constraint sales_sequence_check CHECK ((sequence > 0)),
  constraint sales_stage_check CHECK ((stage = ANY (ARRAY['inquiry'::text, 'showing'::text, 'test-drive'::text, 'negotiation'::text, 'contract'::text, 'delivery'::text, 'after-sales'::text, 'lost'::text, 'cancelled'::text])))
);
alter table app.sales enable row level security;
alter table app.sales force row level security;

create table app.saved_views (
  dealer_id uuid not null,
  id uuid not null,
  screen text not null,
  name text not null,
  reach text not null,
  staff_id uuid not null,
  query jsonb not null,
  is_default boolean not null default false,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  constraint saved_views_pkey PRIMARY KEY (dealer_id, id),
  constraint saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint saved_views_reach_check CHECK ((reach = ANY (ARRAY['private'::text, 'team'::text])))
);
alter table app.saved_views enable row level security;
alter table app.saved_views force row level security;

create table app.service_reminders (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  adviser_id uuid,
  due_on date not null,
  due_km integer not null,
  result text,
  note text not null default ''::text,
  done_by uuid,
  done_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  remind_on date,
  constraint service_reminders_pkey PRIMARY KEY (dealer_id, id),
  constraint service_reminders_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES app.staff(id),
  constraint service_reminders_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint service_reminders_done_by_fkey FOREIGN KEY (done_by) REFERENCES app.staff(id),
  constraint service_reminders_check CHECK (((result IS NULL) = (done_at IS NULL))),
  constraint service_reminders_check1 CHECK (((cancelled_at IS NULL) OR (done_at IS NULL))),
  constraint service_reminders_due_km_check CHECK ((due_km >= 0)),
  constraint service_reminders_note_check CHECK ((length(note) <= 2000)),
  constraint service_reminders_result_check CHECK ((result = ANY (ARRAY['booked'::text, 'visited'::text, 'declined'::text, 'unreachable'::text])))
);
alter table app.service_reminders enable row level security;
alter table app.service_reminders force row level security;

create table app.showings (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  visit text not null,
  note text not null default ''::text,
  shown_by uuid,
  shown_at timestamp with time zone not null,
  constraint showings_pkey PRIMARY KEY (dealer_id, id),
  constraint showings_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint showings_shown_by_fkey FOREIGN KEY (shown_by) REFERENCES app.staff(id),
  constraint showings_note_check CHECK ((length(note) <= 2000)),
  constraint showings_visit_check CHECK ((visit = ANY (ARRAY['first'::text, 'repeat'::text])))
);
alter table app.showings enable row level security;
alter table app.showings force row level security;

create table app.staff (
  id uuid not null,
  organisation_id uuid not null,
  user_id text,
  username text,
  name text not null,
  name_search text not null default ''::text,
  locale text not null default 'zh'::text,
  external_ref text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  deactivated_at timestamp with time zone,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_organisation_id_external_ref_key UNIQUE (organisation_id, external_ref),
  constraint staff_user_id_key UNIQUE (user_id),
  constraint staff_username_key UNIQUE (username),
  constraint staff_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES app.organisations(id),
  constraint staff_locale_check CHECK ((locale = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint staff_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint staff_username_check CHECK ((username ~ '^[a-z0-9][a-z0-9._-]{1,62}$'::text))
);

create table app.staff_roles (
  staff_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  granted_at timestamp with time zone not null,
  constraint staff_roles_pkey PRIMARY KEY (staff_id, organisation_id, role),
  constraint staff_roles_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES app.organisations(id),
  constraint staff_roles_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id),
  constraint staff_roles_role_check CHECK ((role = ANY (ARRAY['consultant'::text, 'sales-manager'::text, 'inventory-manager'::text, 'service-adviser'::text, 'finance'::text, 'dealer-manager'::text, 'group-manager'::text, 'region-manager'::text, 'manufacturer-manager'::text, 'analyst'::text, 'administrator'::text])))
);

create table app.stage_times (
  dealer_id uuid not null,
  month date not null,
  slice text not null,
  owner_id uuid not null,
  source text not null,
  stage text not null,
  bucket smallint not null,
  sales integer not null,
  constraint stage_times_pkey PRIMARY KEY (dealer_id, month, slice, owner_id, source, stage, bucket),
  constraint stage_times_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint stage_times_slice_check CHECK ((slice = ANY (ARRAY['all'::text, 'owner'::text, 'source'::text, 'both'::text])))
);
alter table app.stage_times enable row level security;
alter table app.stage_times force row level security;

create table app.stale_months (
  dealer_id uuid not null,
  month date not null,
  sale_id uuid not null,
  sequence integer not null,
  constraint stale_months_pkey PRIMARY KEY (dealer_id, month, sale_id, sequence),
  constraint stale_months_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id)
);
alter table app.stale_months enable row level security;
alter table app.stale_months force row level security;

create table app.stock_episodes (
  dealer_id uuid not null,
  id uuid not null,
  vehicle_id uuid not null,
  stock_number text not null,
  state text not null,
  availability text not null,
  location text,
  price_minor bigint,
  cost_minor bigint,
  currency character(3) not null,
  network_since date,
  received_on date,
  pdi_passed_at timestamp with time zone,
  certificate_state text not null default 'missing'::text,
  import_key text,
  origin text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint stock_episodes_pkey PRIMARY KEY (dealer_id, id),
  constraint stock_episodes_dealer_id_stock_number_key UNIQUE (dealer_id, stock_number),
  constraint stock_episodes_dealer_id_vehicle_id_fkey FOREIGN KEY (dealer_id, vehicle_id) REFERENCES app.vehicles(dealer_id, id),
  constraint stock_episodes_availability_check CHECK ((availability = ANY (ARRAY['available'::text, 'reserved'::text, 'sold'::text, 'off-road'::text, 'closed'::text]))),
  constraint stock_episodes_certificate_state_check CHECK ((certificate_state = ANY (ARRAY['missing'::text, 'in-hand'::text, 'pledged'::text]))),
  constraint stock_episodes_check CHECK (((closed_at IS NULL) = (state = ANY (ARRAY['ordered'::text, 'in-transit'::text, 'in-stock'::text])))),
  constraint stock_episodes_check1 CHECK (((availability = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint stock_episodes_cost_minor_check CHECK ((cost_minor >= 0)),
  constraint stock_episodes_origin_check CHECK ((origin = ANY (ARRAY['live'::text, 'import'::text, 'demo'::text]))),
  constraint stock_episodes_price_minor_check CHECK ((price_minor >= 0)),
  constraint stock_episodes_state_check CHECK ((state = ANY (ARRAY['ordered'::text, 'in-transit'::text, 'in-stock'::text, 'delivered'::text, 'transferred'::text, 'removed'::text])))
);
alter table app.stock_episodes enable row level security;
alter table app.stock_episodes force row level security;

create table app.store_rules (
  organisation_id uuid not null,
  version integer not null,
  document jsonb not null,
  written_by uuid,
  written_at timestamp with time zone not null,
  constraint store_rules_pkey PRIMARY KEY (organisation_id, version),
  constraint store_rules_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES app.organisations(id),
  constraint store_rules_written_by_fkey FOREIGN KEY (written_by) REFERENCES app.staff(id),
  constraint store_rules_version_check CHECK ((version > 0))
);

create table app.successions (
  id uuid not null,
  staff_id uuid not null,
  successor_ids uuid[] not null,
  customers integer not null,
  leads integer not null,
  sales integer not null,
  follow_ups integer not null,
  arranged_by uuid,
  arranged_at timestamp with time zone not null,
  constraint successions_pkey PRIMARY KEY (id),
  constraint successions_arranged_by_fkey FOREIGN KEY (arranged_by) REFERENCES app.staff(id),
  constraint successions_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id)
);

create table app.takings (
  dealer_id uuid not null,
  currency character(3) not null,
  taken_on date not null,
  id uuid not null,
  lines integer not null,
  net_minor bigint not null,
  cash_minor bigint not null,
  counted_minor bigint not null,
  reason text not null default ''::text,
  closed_by uuid,
  closed_at timestamp with time zone not null,
  constraint takings_pkey PRIMARY KEY (dealer_id, currency, taken_on),
  constraint takings_dealer_id_id_key UNIQUE (dealer_id, id),
  constraint takings_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES app.staff(id),
  constraint takings_check CHECK (((counted_minor = cash_minor) OR (reason <> ''::text))),
  constraint takings_counted_minor_check CHECK ((counted_minor >= 0)),
  constraint takings_lines_check CHECK ((lines >= 0)),
  constraint takings_reason_check CHECK ((length(reason) <= 500))
);
alter table app.takings enable row level security;
alter table app.takings force row level security;

create table app.targets (
  dealer_id uuid not null,
  id uuid not null,
  month date not null,
  staff_id uuid,
  contracts integer,
  deliveries integer,
  amount_minor bigint,
  currency character(3) not null,
  version integer not null default 1,
  set_by uuid,
  set_at timestamp with time zone not null,
  constraint targets_pkey PRIMARY KEY (dealer_id, id),
  constraint targets_dealer_id_month_staff_id_key UNIQUE NULLS NOT DISTINCT (dealer_id, month, staff_id),
  constraint targets_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint targets_set_by_fkey FOREIGN KEY (set_by) REFERENCES app.staff(id),
  constraint targets_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES app.staff(id),
  constraint targets_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint targets_contracts_check CHECK (((contracts >= 0) AND (contracts <= 100000))),
  constraint targets_deliveries_check CHECK (((deliveries >= 0) AND (deliveries <= 100000))),
  constraint targets_month_check CHECK ((month = (date_trunc('month'::text, (month)::timestamp with time zone))::date))
);
alter table app.targets enable row level security;
alter table app.targets force row level security;

create table app.tax_rates (
  id uuid not null,
  tax text not null,
  energy text not null,
  valid_from date not null,
  valid_to date,
  rate_basis_points integer not null,
  reduction_basis_points integer not null default 0,
  reduction_minor_max bigint,
  source text not null,
  version integer not null default 1,
  currency character(3) not null,
  created_by uuid,
  created_at timestamp with time zone,
  constraint tax_rates_pkey PRIMARY KEY (id),
  constraint tax_rates_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.staff(id),
  constraint tax_rates_check CHECK ((valid_to >= (valid_from - 1))),
  constraint tax_rates_energy_check CHECK ((energy = ANY (ARRAY['any'::text, 'new-energy'::text]))),
  constraint tax_rates_rate_basis_points_check CHECK (((rate_basis_points >= 0) AND (rate_basis_points <= 10000))),
  constraint tax_rates_reduction_basis_points_check CHECK (((reduction_basis_points >= 0) AND (reduction_basis_points <= 10000))),
  constraint tax_rates_reduction_minor_max_check CHECK ((reduction_minor_max >= 0)),
  constraint tax_rates_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200))),
  constraint tax_rates_tax_check CHECK ((tax = ANY (ARRAY['purchase-tax'::text, 'vat'::text]))),
  constraint tax_rates_one_at_a_time EXCLUDE USING gist (tax WITH =, energy WITH =, currency WITH =, daterange(valid_from, (valid_to + 1)) WITH &&)
);

create table app.test_drive_drivers (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  test_drive_id uuid not null,
  name text not null,
  relation text not null,
  licence_sealed bytea,
  named_by uuid,
  named_at timestamp with time zone not null,
  replaced_at timestamp with time zone,
  constraint test_drive_drivers_pkey PRIMARY KEY (dealer_id, id),
  constraint test_drive_drivers_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint test_drive_drivers_dealer_id_test_drive_id_fkey FOREIGN KEY (dealer_id, test_drive_id) REFERENCES app.test_drives(dealer_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint test_drive_drivers_named_by_fkey FOREIGN KEY (named_by) REFERENCES app.staff(id),
  constraint test_drive_drivers_check CHECK (((replaced_at IS NULL) = (licence_sealed IS NOT NULL))),
  constraint test_drive_drivers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint test_drive_drivers_relation_check CHECK ((relation = ANY (ARRAY['spouse'::text, 'parent'::text, 'child'::text, 'relative'::text, 'friend'::text, 'colleague'::text, 'other'::text])))
);
alter table app.test_drive_drivers enable row level security;
alter table app.test_drive_drivers force row level security;

create table app.test_drive_feedback (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  test_drive_id uuid not null,
  ratings jsonb not null,
  next text not null,
  likes text not null default ''::text,
  dislikes text not null default ''::text,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  constraint test_drive_feedback_pkey PRIMARY KEY (dealer_id, id),
  constraint test_drive_feedback_dealer_id_test_drive_id_key UNIQUE (dealer_id, test_drive_id),
  constraint test_drive_feedback_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint test_drive_feedback_dealer_id_test_drive_id_fkey FOREIGN KEY (dealer_id, test_drive_id) REFERENCES app.test_drives(dealer_id, id),
  constraint test_drive_feedback_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.staff(id),
  constraint test_drive_feedback_dislikes_check CHECK ((length(dislikes) <= 1000)),
  constraint test_drive_feedback_likes_check CHECK ((length(likes) <= 1000)),
  constraint test_drive_feedback_next_check CHECK ((next = ANY (ARRAY['quote'::text, 'another-drive'::text, 'follow-up'::text, 'none'::text])))
);
alter table app.test_drive_feedback enable row level security;
alter table app.test_drive_feedback force row level security;

create table app.test_drives (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  episode_id uuid not null,
  vehicle_id uuid not null,
  escort_id uuid not null,
  state text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  blocked_until timestamp with time zone not null,
  licence_valid_until date,
  agreement_signed_at timestamp with time zone,
  mileage_out_km integer,
  mileage_in_km integer,
  started_at timestamp with time zone,
  returned_at timestamp with time zone,
  closed_reason text,
  booked_by uuid,
  booked_at timestamp with time zone not null,
  licence_class text,
  licence_photo_id uuid,
  licence_checked_by uuid,
  licence_checked_at timestamp with time zone,
  agreement_signature_id uuid,
  agreement_version text,
  agreement_language text,
  agreement_witness_id uuid,
  energy_in_percent smallint,
  is_damaged boolean not null default false,
  return_note text not null default ''::text,
  is_held boolean not null generated always as ((state = ANY (ARRAY['booked'::text, 'started'::text]))) stored,
  constraint test_drives_pkey PRIMARY KEY (dealer_id, id),
  constraint test_drives_agreement_witness_id_fkey FOREIGN KEY (agreement_witness_id) REFERENCES app.staff(id),
  constraint test_drives_booked_by_fkey FOREIGN KEY (booked_by) REFERENCES app.staff(id),
  constraint test_drives_dealer_id_agreement_signature_id_fkey FOREIGN KEY (dealer_id, agreement_signature_id) REFERENCES app.attachments(dealer_id, id),
  constraint test_drives_dealer_id_episode_id_fkey FOREIGN KEY (dealer_id, episode_id) REFERENCES app.stock_episodes(dealer_id, id),
  constraint test_drives_dealer_id_licence_photo_id_fkey FOREIGN KEY (dealer_id, licence_photo_id) REFERENCES app.attachments(dealer_id, id),
  constraint test_drives_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint test_drives_dealer_id_vehicle_id_fkey FOREIGN KEY (dealer_id, vehicle_id) REFERENCES app.vehicles(dealer_id, id),
  constraint test_drives_escort_id_fkey FOREIGN KEY (escort_id) REFERENCES app.staff(id),
  constraint test_drives_licence_checked_by_fkey FOREIGN KEY (licence_checked_by) REFERENCES app.staff(id),
  constraint test_drives_occupancy FOREIGN KEY (dealer_id, id, vehicle_id, starts_at, blocked_until, is_held) REFERENCES app.car_occupancies(dealer_id, id, vehicle_id, starts_at, ends_at, is_held),
  constraint test_drives_agreement_language_check CHECK ((agreement_language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint test_drives_check CHECK (((starts_at < ends_at) AND (ends_at <= blocked_until))),
  constraint test_drives_check1 CHECK ((mileage_in_km >= mileage_out_km)),
  constraint test_drives_energy_in_percent_check CHECK (((energy_in_percent >= 0) AND (energy_in_percent <= 100))),
  constraint test_drives_licence_class_check CHECK ((licence_class = ANY (ARRAY['C1'::text, 'C2'::text, 'B1'::text, 'B2'::text, 'A1'::text, 'A2'::text, 'A3'::text, 'foreign'::text]))),
  constraint test_drives_mileage_out_km_check CHECK ((mileage_out_km >= 0)),
  constraint test_drives_return_note_check CHECK ((length(return_note) <= 2000)),
  constraint test_drives_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'started'::text, 'returned'::text, 'cancelled'::text, 'missed'::text]))),
  constraint test_drives_one_drive_per_escort EXCLUDE USING gist (dealer_id WITH =, escort_id WITH =, tstzrange(starts_at, blocked_until) WITH &&) WHERE ((state = ANY (ARRAY['booked'::text, 'started'::text])))
);
alter table app.test_drives enable row level security;
alter table app.test_drives force row level security;

create table app.trims (
  id uuid not null,
  model_id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  match_key text not null,
  energy text not null,
  list_price_minor bigint not null,
  currency character(3) not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  constraint trims_pkey PRIMARY KEY (id),
  constraint trims_code_key UNIQUE (code),
  constraint trims_model_id_fkey FOREIGN KEY (model_id) REFERENCES app.models(id),
  constraint trims_energy_check CHECK ((energy = ANY (ARRAY['petrol'::text, 'diesel'::text, 'hybrid'::text, 'plug-in-hybrid'::text, 'electric'::text, 'other'::text]))),
  constraint trims_list_price_minor_check CHECK ((list_price_minor >= 0))
);

create table app.vehicles (
  dealer_id uuid not null,
  id uuid not null,
  vin text,
  trim_id uuid,
  make text not null,
  model_name text not null,
  trim_name text,
  model_year smallint,
  exterior_colour text,
  interior_colour text,
  energy text,
  transmission text,
  condition text not null,
  manufactured_on date,
  imported_on date,
  mileage_km integer,
  plate text,
  specifications jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint vehicles_pkey PRIMARY KEY (dealer_id, id),
  constraint vehicles_dealer_id_vin_key UNIQUE (dealer_id, vin),
  constraint vehicles_dealer_id_fkey FOREIGN KEY (dealer_id) REFERENCES app.organisations(id),
  constraint vehicles_trim_id_fkey FOREIGN KEY (trim_id) REFERENCES app.trims(id),
  constraint vehicles_condition_check CHECK ((condition = ANY (ARRAY['new'::text, 'used'::text, 'demo'::text]))),
  constraint vehicles_energy_check CHECK ((energy = ANY (ARRAY['petrol'::text, 'diesel'::text, 'hybrid'::text, 'plug-in-hybrid'::text, 'electric'::text, 'other'::text]))),
  constraint vehicles_mileage_km_check CHECK ((mileage_km >= 0)),
  constraint vehicles_model_year_check CHECK (((model_year >= 1950) AND (model_year <= 2100))),
  constraint vehicles_vin_check CHECK ((vin ~ '^[A-HJ-NPR-Z0-9]{17}$'::text))
);
alter table app.vehicles enable row level security;
alter table app.vehicles force row level security;

create table app.vin_registry (
  vin text not null,
  dealer_id uuid not null,
  episode_id uuid not null,
  version integer not null,
  held_since timestamp with time zone not null,
  constraint vin_registry_pkey PRIMARY KEY (vin)
);
alter table app.vin_registry enable row level security;
alter table app.vin_registry force row level security;

create table app.waitlist_places (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  trim_id uuid,
  episode_id uuid,
  note text not null default ''::text,
  joined_by uuid,
  joined_at timestamp with time zone not null,
  offered_episode_id uuid,
  offered_at timestamp with time zone,
  offer_until timestamp with time zone,
  ended_at timestamp with time zone,
  ended_as text,
  constraint waitlist_places_pkey PRIMARY KEY (dealer_id, id),
  constraint waitlist_places_dealer_id_episode_id_fkey FOREIGN KEY (dealer_id, episode_id) REFERENCES app.stock_episodes(dealer_id, id),
  constraint waitlist_places_dealer_id_sale_id_fkey FOREIGN KEY (dealer_id, sale_id) REFERENCES app.sales(dealer_id, id),
  constraint waitlist_places_joined_by_fkey FOREIGN KEY (joined_by) REFERENCES app.staff(id),
  constraint waitlist_places_trim_id_fkey FOREIGN KEY (trim_id) REFERENCES app.trims(id),
  constraint waitlist_places_check CHECK (((trim_id IS NOT NULL) OR (episode_id IS NOT NULL))),
  constraint waitlist_places_check1 CHECK (((ended_at IS NULL) = (ended_as IS NULL))),
  constraint waitlist_places_ended_as_check CHECK ((ended_as = ANY (ARRAY['served'::text, 'left'::text, 'lapsed'::text, 'declined'::text, 'sale-ended'::text]))),
  constraint waitlist_places_note_check CHECK ((length(note) <= 2000))
);
alter table app.waitlist_places enable row level security;
alter table app.waitlist_places force row level security;

CREATE INDEX accounts_by_user ON auth.accounts USING btree (user_id);
CREATE INDEX attempts_by_reset ON auth.attempts USING btree (resets_at);
CREATE INDEX sessions_by_user ON auth.sessions USING btree (user_id);
CREATE INDEX verifications_by_identifier ON auth.verifications USING btree (identifier);
CREATE INDEX verifications_by_value ON auth.verifications USING btree (value);
CREATE INDEX absences_by_deputy ON app.absences USING btree (deputy_id) WHERE (deputy_id IS NOT NULL);
CREATE INDEX addenda_by_sale ON app.addenda USING btree (dealer_id, sale_id);
CREATE INDEX api_keys_by_staff ON app.api_keys USING btree (staff_id);
CREATE INDEX approval_delegations_by_deputy ON app.approval_delegations USING btree (dealer_id, deputy_id, to_on) WHERE (revoked_at IS NULL);
CREATE INDEX approvals_by_decision ON app.approvals USING btree (dealer_id, decided_at DESC) WHERE (decided_at IS NOT NULL);
CREATE INDEX approvals_by_requester ON app.approvals USING btree (dealer_id, requested_by, requested_at DESC);
CREATE INDEX approvals_by_sale ON app.approvals USING btree (dealer_id, sale_id);
CREATE UNIQUE INDEX approvals_one_pending ON app.approvals USING btree (dealer_id, quote_id) WHERE (state = 'pending'::text);
CREATE INDEX approvals_waiting ON app.approvals USING btree (dealer_id, requested_at) WHERE (state = ANY (ARRAY['pending'::text, 'countered'::text]));
CREATE INDEX attachments_by_sale ON app.attachments USING btree (dealer_id, sale_id, id);
CREATE INDEX audit_by_subject ON app.audit USING btree (dealer_id, noun, subject_id, recorded_at);
CREATE INDEX consents_by_customer ON app.consents USING btree (dealer_id, customer_id, purpose, id DESC);
CREATE INDEX contact_points_by_customer ON app.contact_points USING btree (dealer_id, customer_id);
CREATE INDEX contact_points_by_tail ON app.contact_points USING btree (dealer_id, tail_index) WHERE (tail_index IS NOT NULL);
CREATE INDEX contact_points_by_value ON app.contact_points USING btree (dealer_id, full_index);
CREATE INDEX contacts_by_sale ON app.contacts USING btree (dealer_id, sale_id);
CREATE INDEX contract_parties_by_sale ON app.contract_parties USING btree (dealer_id, sale_id);
CREATE UNIQUE INDEX contracts_one_live ON app.contracts USING btree (dealer_id, sale_id) WHERE (ended_at IS NULL);
CREATE INDEX customers_by_name ON app.customers USING btree (dealer_id, name_search COLLATE "C", id);
CREATE INDEX customers_by_owner ON app.customers USING btree (dealer_id, owner_id, id DESC);
CREATE UNIQUE INDEX customers_import_key ON app.customers USING btree (dealer_id, import_key) WHERE (import_key IS NOT NULL);
CREATE INDEX customers_newest ON app.customers USING btree (dealer_id, id DESC);
CREATE INDEX deliveries_by_sale ON app.deliveries USING btree (dealer_id, sale_id);
CREATE UNIQUE INDEX deliveries_one_by_car ON app.deliveries USING btree (dealer_id, episode_id) WHERE (taken_back_at IS NULL);
CREATE UNIQUE INDEX deliveries_one_by_sale ON app.deliveries USING btree (dealer_id, sale_id) WHERE (taken_back_at IS NULL);
CREATE INDEX delivery_appointments_by_time ON app.delivery_appointments USING btree (dealer_id, starts_at);
CREATE UNIQUE INDEX delivery_appointments_one_booked ON app.delivery_appointments USING btree (dealer_id, sale_id) WHERE (state = 'booked'::text);
CREATE INDEX delivery_checklists_by_sale ON app.delivery_checklists USING btree (dealer_id, sale_id);
CREATE UNIQUE INDEX delivery_items_invoice_number ON app.delivery_items USING btree (dealer_id, invoice_number) WHERE (invoice_number IS NOT NULL);
CREATE UNIQUE INDEX delivery_items_one_live ON app.delivery_items USING btree (dealer_id, sale_id, item) WHERE (undone_at IS NULL);
CREATE INDEX events_by_sale ON ONLY app.events USING btree (dealer_id, sale_id, sequence);
CREATE INDEX events_by_subject ON ONLY app.events USING btree (dealer_id, subject_kind, subject_id, sequence);
CREATE INDEX follow_ups_by_sale ON app.follow_ups USING btree (dealer_id, sale_id);
CREATE UNIQUE INDEX hand_overs_one_by_sale ON app.hand_overs USING btree (dealer_id, sale_id) WHERE (taken_back_at IS NULL);
CREATE INDEX idempotency_keys_by_age ON app.idempotency_keys USING btree (created_at);
CREATE INDEX imports_newest ON app.imports USING btree (dealer_id, id DESC);
CREATE INDEX inquiries_by_sale ON app.inquiries USING btree (dealer_id, sale_id);
CREATE INDEX invitations_by_organisation ON app.invitations USING btree (organisation_id, id DESC);
CREATE INDEX lead_contacts_by_lead ON app.lead_contacts USING btree (dealer_id, lead_id, made_at);
CREATE INDEX leads_by_owner ON app.leads USING btree (dealer_id, owner_id, state, id DESC);
CREATE INDEX leads_by_phone ON app.leads USING btree (dealer_id, phone_index) WHERE (phone_index IS NOT NULL);
CREATE INDEX leads_by_urgency ON app.leads USING btree (dealer_id, state, (
CASE
    WHEN ((state = 'open'::text) AND (responded_at IS NULL)) THEN COALESCE(respond_by, 'infinity'::timestamp with time zone)
    ELSE 'infinity'::timestamp with time zone
END), id DESC);
CREATE UNIQUE INDEX leads_import_key ON app.leads USING btree (dealer_id, import_key) WHERE (import_key IS NOT NULL);
CREATE INDEX leads_newest ON app.leads USING btree (dealer_id, state, id DESC);
CREATE INDEX leads_waiting ON app.leads USING btree (warn_at) WHERE ((state = 'open'::text) AND (responded_at IS NULL) AND (escalated_at IS NULL) AND (warn_at IS NOT NULL));
CREATE INDEX losses_by_decision ON app.losses USING btree (dealer_id, decided_at DESC) WHERE (decided_at IS NOT NULL);
CREATE INDEX losses_by_proposer ON app.losses USING btree (dealer_id, proposed_by, proposed_at DESC);
CREATE INDEX losses_by_time ON app.losses USING btree (dealer_id, proposed_at DESC, id DESC);
CREATE UNIQUE INDEX losses_one_open ON app.losses USING btree (dealer_id, sale_id) WHERE (decision IS NULL);
CREATE INDEX notes_by_sale ON app.notes USING btree (dealer_id, sale_id);
CREATE INDEX off_road_periods_by_vehicle ON app.off_road_periods USING btree (dealer_id, vehicle_id, starts_at);
CREATE INDEX off_road_periods_due ON app.off_road_periods USING btree (dealer_id, starts_at) WHERE (state = ANY (ARRAY['planned'::text, 'running'::text]));
CREATE INDEX organisations_ancestors ON app.organisations USING gin (ancestor_ids);
CREATE UNIQUE INDEX organisations_one_root ON app.organisations USING btree ((true)) WHERE (parent_id IS NULL);
CREATE INDEX owner_changes_by_customer ON app.owner_changes USING btree (dealer_id, customer_id, changed_at) WHERE (customer_id IS NOT NULL);
CREATE INDEX owner_changes_by_lead ON app.owner_changes USING btree (dealer_id, lead_id, changed_at) WHERE (lead_id IS NOT NULL);
CREATE INDEX payments_by_sale ON app.payments USING btree (dealer_id, sale_id);
CREATE INDEX payments_by_takings ON app.payments USING btree (dealer_id, takings_on, id);
CREATE INDEX payments_by_time ON app.payments USING btree (dealer_id, recorded_at DESC, id DESC);
CREATE INDEX process_definitions_by_organisation ON app.process_definitions USING btree (organisation_id, version DESC);
CREATE INDEX quote_links_by_sale ON app.quote_links USING btree (dealer_id, sale_id, id DESC);
CREATE INDEX receipts_by_sale ON app.receipts USING btree (dealer_id, sale_id);
CREATE INDEX receptions_by_customer ON app.receptions USING btree (dealer_id, customer_id);
CREATE INDEX receptions_by_day ON app.receptions USING btree (dealer_id, received_on, id DESC);
CREATE INDEX receptions_waiting ON app.receptions USING btree (dealer_id, owner_id, id DESC) WHERE ((outcome = 'owner-told'::text) AND (taken_at IS NULL));
CREATE INDEX refunds_by_decision ON app.refunds USING btree (dealer_id, decided_at DESC) WHERE (decided_at IS NOT NULL);
CREATE INDEX refunds_by_requester ON app.refunds USING btree (dealer_id, requested_by, requested_at DESC);
CREATE INDEX refunds_by_sale ON app.refunds USING btree (dealer_id, sale_id);
CREATE UNIQUE INDEX refunds_one_disposal ON app.refunds USING btree (dealer_id, sale_id) WHERE ((purpose = 'cancellation'::text) AND (state = ANY (ARRAY['pending'::text, 'approved'::text, 'done'::text])));
CREATE INDEX refunds_waiting ON app.refunds USING btree (dealer_id, requested_at) WHERE (state = ANY (ARRAY['pending'::text, 'approved'::text]));
CREATE INDEX reservations_due ON app.reservations USING btree (dealer_id, expires_at) WHERE ((state = 'active'::text) AND (expires_at IS NOT NULL));
CREATE UNIQUE INDEX reservations_one_buyer_per_car ON app.reservations USING btree (dealer_id, episode_id) WHERE (state = 'active'::text);
CREATE UNIQUE INDEX reservations_one_car_per_sale ON app.reservations USING btree (dealer_id, sale_id) WHERE (state = 'active'::text);
CREATE INDEX sales_by_amount ON app.sales USING btree (dealer_id, COALESCE(amount_minor, ('-1'::integer)::bigint) DESC, id DESC);
CREATE INDEX sales_by_contract ON app.sales USING btree (dealer_id, contracted_on) WHERE (contracted_on IS NOT NULL);
CREATE INDEX sales_by_customer ON app.sales USING btree (dealer_id, customer_id, id DESC);
CREATE INDEX sales_by_delivery ON app.sales USING btree (dealer_id, delivered_on) WHERE (delivered_on IS NOT NULL);
CREATE INDEX sales_by_end ON app.sales USING btree (dealer_id, closed_on) WHERE (closed_on IS NOT NULL);
CREATE INDEX sales_by_episode ON app.sales USING btree (dealer_id, episode_id) WHERE (episode_id IS NOT NULL);
CREATE INDEX sales_by_follow_up ON app.sales USING btree (dealer_id, owner_id, follow_up_due_on) WHERE (follow_up_due_on IS NOT NULL);
CREATE INDEX sales_by_inquiry ON app.sales USING btree (dealer_id, inquired_on) WHERE (inquired_on IS NOT NULL);
CREATE INDEX sales_by_owner ON app.sales USING btree (dealer_id, owner_id, stage, id DESC) INCLUDE (customer_search);
CREATE INDEX sales_by_stage ON app.sales USING btree (dealer_id, stage, id DESC) INCLUDE (customer_search);
CREATE UNIQUE INDEX sales_import_key ON app.sales USING btree (dealer_id, import_key) WHERE (import_key IS NOT NULL);
CREATE INDEX sales_newest ON app.sales USING btree (dealer_id, id DESC) INCLUDE (customer_search);
CREATE INDEX saved_views_by_screen ON app.saved_views USING btree (dealer_id, screen, staff_id);
CREATE INDEX service_reminders_by_sale ON app.service_reminders USING btree (dealer_id, sale_id);
CREATE INDEX service_reminders_due ON app.service_reminders USING btree (dealer_id, due_on) WHERE ((done_at IS NULL) AND (cancelled_at IS NULL));
CREATE INDEX showings_by_sale ON app.showings USING btree (dealer_id, sale_id);
CREATE INDEX staff_by_organisation ON app.staff USING btree (organisation_id, id);
CREATE INDEX stock_episodes_by_vehicle ON app.stock_episodes USING btree (dealer_id, vehicle_id, id DESC);
CREATE UNIQUE INDEX stock_episodes_import_key ON app.stock_episodes USING btree (dealer_id, import_key) WHERE (import_key IS NOT NULL);
CREATE INDEX stock_episodes_newest ON app.stock_episodes USING btree (dealer_id, availability, id DESC);
CREATE UNIQUE INDEX stock_episodes_one_open ON app.stock_episodes USING btree (dealer_id, vehicle_id) WHERE (closed_at IS NULL);
CREATE INDEX successions_by_staff ON app.successions USING btree (staff_id, id DESC);
CREATE INDEX test_drive_drivers_by_sale ON app.test_drive_drivers USING btree (dealer_id, sale_id);
CREATE UNIQUE INDEX test_drive_drivers_one_at_the_wheel ON app.test_drive_drivers USING btree (dealer_id, test_drive_id) WHERE (replaced_at IS NULL);
CREATE INDEX test_drive_feedback_by_sale ON app.test_drive_feedback USING btree (dealer_id, sale_id);
CREATE INDEX test_drives_by_sale ON app.test_drives USING btree (dealer_id, sale_id);
CREATE INDEX test_drives_by_start ON app.test_drives USING btree (dealer_id, starts_at, id);
CREATE UNIQUE INDEX test_drives_car_out ON app.test_drives USING btree (dealer_id, vehicle_id) WHERE (state = 'started'::text);
CREATE UNIQUE INDEX test_drives_escort_out ON app.test_drives USING btree (dealer_id, escort_id) WHERE (state = 'started'::text);
CREATE INDEX trims_by_match_key ON app.trims USING btree (match_key);
CREATE INDEX trims_by_model ON app.trims USING btree (model_id, id);
CREATE INDEX vehicles_by_vin_tail ON app.vehicles USING btree (dealer_id, "right"(vin, 6) COLLATE "C");
CREATE INDEX waitlist_places_in_line ON app.waitlist_places USING btree (dealer_id, joined_at, id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX waitlist_places_one_open ON app.waitlist_places USING btree (dealer_id, sale_id) WHERE (ended_at IS NULL);

create policy dealer_wall on app.addenda for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.addenda for select to forecourt_reader using (true);
create policy table_owner on app.addenda for all to owner using (true) with check (true);
create policy dealer_wall on app.approval_delegations for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.approval_delegations for select to forecourt_reader using (true);
create policy table_owner on app.approval_delegations for all to owner using (true) with check (true);
create policy dealer_wall on app.approvals for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.approvals for select to forecourt_reader using (true);
create policy table_owner on app.approvals for all to owner using (true) with check (true);
create policy dealer_wall on app.attachments for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.attachments for select to forecourt_reader using (true);
create policy table_owner on app.attachments for all to owner using (true) with check (true);
create policy dealer_wall on app.audit for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.audit for select to forecourt_reader using (true);
create policy table_owner on app.audit for all to owner using (true) with check (true);
create policy dealer_wall on app.cancellations for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.cancellations for select to forecourt_reader using (true);
create policy table_owner on app.cancellations for all to owner using (true) with check (true);
create policy dealer_wall on app.car_occupancies for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.car_occupancies for select to forecourt_reader using (true);
create policy table_owner on app.car_occupancies for all to owner using (true) with check (true);
create policy dealer_wall on app.consents for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.consents for select to forecourt_reader using (true);
create policy table_owner on app.consents for all to owner using (true) with check (true);
create policy dealer_wall on app.contact_points for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.contact_points for select to forecourt_reader using (true);
create policy table_owner on app.contact_points for all to owner using (true) with check (true);
create policy dealer_wall on app.contacts for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.contacts for select to forecourt_reader using (true);
create policy table_owner on app.contacts for all to owner using (true) with check (true);
create policy dealer_wall on app.contract_parties for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.contract_parties for select to forecourt_reader using (true);
create policy table_owner on app.contract_parties for all to owner using (true) with check (true);
create policy dealer_wall on app.contracts for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.contracts for select to forecourt_reader using (true);
create policy table_owner on app.contracts for all to owner using (true) with check (true);
create policy dealer_wall on app.counters for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.counters for select to forecourt_reader using (true);
create policy table_owner on app.counters for all to owner using (true) with check (true);
create policy dealer_wall on app.customers for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.customers for select to forecourt_reader using (true);
create policy table_owner on app.customers for all to owner using (true) with check (true);
create policy dealer_wall on app.deliveries for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.deliveries for select to forecourt_reader using (true);
create policy table_owner on app.deliveries for all to owner using (true) with check (true);
create policy dealer_wall on app.delivery_appointments for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.delivery_appointments for select to forecourt_reader using (true);
create policy table_owner on app.delivery_appointments for all to owner using (true) with check (true);
create policy dealer_wall on app.delivery_checklists for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.delivery_checklists for select to forecourt_reader using (true);
create policy table_owner on app.delivery_checklists for all to owner using (true) with check (true);
create policy dealer_wall on app.delivery_checks for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.delivery_checks for select to forecourt_reader using (true);
create policy table_owner on app.delivery_checks for all to owner using (true) with check (true);
create policy dealer_wall on app.delivery_items for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.delivery_items for select to forecourt_reader using (true);
create policy table_owner on app.delivery_items for all to owner using (true) with check (true);
create policy dealer_wall on app.delivery_preparations for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.delivery_preparations for select to forecourt_reader using (true);
create policy table_owner on app.delivery_preparations for all to owner using (true) with check (true);
create policy dealer_wall on app.events for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.events for select to forecourt_reader using (true);
create policy table_owner on app.events for all to owner using (true) with check (true);
create policy dealer_wall on app.files for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.files for select to forecourt_reader using (true);
create policy table_owner on app.files for all to owner using (true) with check (true);
create policy dealer_wall on app.follow_ups for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.follow_ups for select to forecourt_reader using (true);
create policy table_owner on app.follow_ups for all to owner using (true) with check (true);
create policy dealer_wall on app.hand_overs for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.hand_overs for select to forecourt_reader using (true);
create policy table_owner on app.hand_overs for all to owner using (true) with check (true);
create policy dealer_wall on app.idempotency_keys for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.idempotency_keys for select to forecourt_reader using (true);
create policy table_owner on app.idempotency_keys for all to owner using (true) with check (true);
create policy dealer_wall on app.import_mappings for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.import_mappings for select to forecourt_reader using (true);
create policy table_owner on app.import_mappings for all to owner using (true) with check (true);
create policy dealer_wall on app.import_rejects for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.import_rejects for select to forecourt_reader using (true);
create policy table_owner on app.import_rejects for all to owner using (true) with check (true);
create policy dealer_wall on app.imports for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.imports for select to forecourt_reader using (true);
create policy table_owner on app.imports for all to owner using (true) with check (true);
create policy dealer_wall on app.inquiries for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.inquiries for select to forecourt_reader using (true);
create policy table_owner on app.inquiries for all to owner using (true) with check (true);
create policy dealer_wall on app.lead_contacts for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.lead_contacts for select to forecourt_reader using (true);
create policy table_owner on app.lead_contacts for all to owner using (true) with check (true);
create policy dealer_wall on app.leads for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.leads for select to forecourt_reader using (true);
create policy table_owner on app.leads for all to owner using (true) with check (true);
create policy dealer_wall on app.losses for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.losses for select to forecourt_reader using (true);
create policy table_owner on app.losses for all to owner using (true) with check (true);
create policy dealer_wall on app.notes for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.notes for select to forecourt_reader using (true);
create policy table_owner on app.notes for all to owner using (true) with check (true);
create policy dealer_wall on app.off_road_periods for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.off_road_periods for select to forecourt_reader using (true);
create policy table_owner on app.off_road_periods for all to owner using (true) with check (true);
create policy dealer_wall on app.owner_changes for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.owner_changes for select to forecourt_reader using (true);
create policy table_owner on app.owner_changes for all to owner using (true) with check (true);
create policy dealer_wall on app.payments for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.payments for select to forecourt_reader using (true);
create policy table_owner on app.payments for all to owner using (true) with check (true);
create policy dealer_wall on app.quote_lines for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.quote_lines for select to forecourt_reader using (true);
create policy table_owner on app.quote_lines for all to owner using (true) with check (true);
create policy dealer_wall on app.quote_links for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.quote_links for select to forecourt_reader using (true);
create policy table_owner on app.quote_links for all to owner using (true) with check (true);
create policy dealer_wall on app.quotes for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.quotes for select to forecourt_reader using (true);
create policy table_owner on app.quotes for all to owner using (true) with check (true);
create policy dealer_wall on app.receipts for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.receipts for select to forecourt_reader using (true);
create policy table_owner on app.receipts for all to owner using (true) with check (true);
create policy dealer_wall on app.receptions for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.receptions for select to forecourt_reader using (true);
create policy table_owner on app.receptions for all to owner using (true) with check (true);
create policy dealer_wall on app.refunds for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.refunds for select to forecourt_reader using (true);
create policy table_owner on app.refunds for all to owner using (true) with check (true);
create policy dealer_wall on app.reservations for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.reservations for select to forecourt_reader using (true);
create policy table_owner on app.reservations for all to owner using (true) with check (true);
create policy dealer_wall on app.rotas for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.rotas for select to forecourt_reader using (true);
create policy table_owner on app.rotas for all to owner using (true) with check (true);
create policy dealer_wall on app.sale_cohorts for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.sale_cohorts for select to forecourt_reader using (true);
create policy table_owner on app.sale_cohorts for all to owner using (true) with check (true);
create policy dealer_wall on app.sale_endings for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.sale_endings for select to forecourt_reader using (true);
create policy table_owner on app.sale_endings for all to owner using (true) with check (true);
create policy dealer_wall on app.sale_months for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.sale_months for select to forecourt_reader using (true);
create policy table_owner on app.sale_months for all to owner using (true) with check (true);
create policy dealer_wall on app.sales for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.sales for select to forecourt_reader using (true);
create policy table_owner on app.sales for all to owner using (true) with check (true);
create policy dealer_wall on app.saved_views for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.saved_views for select to forecourt_reader using (true);
create policy table_owner on app.saved_views for all to owner using (true) with check (true);
create policy dealer_wall on app.service_reminders for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.service_reminders for select to forecourt_reader using (true);
create policy table_owner on app.service_reminders for all to owner using (true) with check (true);
create policy dealer_wall on app.showings for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.showings for select to forecourt_reader using (true);
create policy table_owner on app.showings for all to owner using (true) with check (true);
create policy dealer_wall on app.stage_times for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.stage_times for select to forecourt_reader using (true);
create policy table_owner on app.stage_times for all to owner using (true) with check (true);
create policy dealer_wall on app.stale_months for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.stale_months for select to forecourt_reader using (true);
create policy table_owner on app.stale_months for all to owner using (true) with check (true);
create policy dealer_wall on app.stock_episodes for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.stock_episodes for select to forecourt_reader using (true);
create policy table_owner on app.stock_episodes for all to owner using (true) with check (true);
create policy dealer_wall on app.takings for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.takings for select to forecourt_reader using (true);
create policy table_owner on app.takings for all to owner using (true) with check (true);
create policy dealer_wall on app.targets for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.targets for select to forecourt_reader using (true);
create policy table_owner on app.targets for all to owner using (true) with check (true);
create policy dealer_wall on app.test_drive_drivers for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.test_drive_drivers for select to forecourt_reader using (true);
create policy table_owner on app.test_drive_drivers for all to owner using (true) with check (true);
create policy dealer_wall on app.test_drive_feedback for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.test_drive_feedback for select to forecourt_reader using (true);
create policy table_owner on app.test_drive_feedback for all to owner using (true) with check (true);
create policy dealer_wall on app.test_drives for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.test_drives for select to forecourt_reader using (true);
create policy table_owner on app.test_drives for all to owner using (true) with check (true);
create policy dealer_wall on app.vehicles for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.vehicles for select to forecourt_reader using (true);
create policy table_owner on app.vehicles for all to owner using (true) with check (true);
create policy table_owner on app.vin_registry for all to owner using (true) with check (true);
create policy dealer_wall on app.waitlist_places for all to forecourt_app using ((dealer_id = ANY (app.dealers()))) with check ((dealer_id = ANY (app.dealers())));
create policy network_reader on app.waitlist_places for select to forecourt_reader using (true);
create policy table_owner on app.waitlist_places for all to owner using (true) with check (true);

grant usage on schema auth to forecourt_auth;
grant usage on schema app to forecourt_app;
grant usage on schema app to forecourt_reader;
grant delete, insert, select, update on auth.accounts to forecourt_auth;
grant delete, insert, select, update on auth.attempts to forecourt_auth;
grant delete, insert, select, update on auth.sessions to forecourt_auth;
grant delete, insert, select, update on auth.two_factors to forecourt_auth;
grant delete, insert, select, update on auth.users to forecourt_auth;
grant delete, insert, select, update on auth.verifications to forecourt_auth;
grant insert, select, update on app.absences to forecourt_app;
grant select on app.absences to forecourt_reader;
grant insert, select on app.addenda to forecourt_app;
grant select on app.addenda to forecourt_reader;
grant insert, select, update on app.api_keys to forecourt_app;
grant select on app.api_keys to forecourt_reader;
grant insert, select, update on app.approval_delegations to forecourt_app;
grant select on app.approval_delegations to forecourt_reader;
grant insert, select, update on app.approvals to forecourt_app;
grant select on app.approvals to forecourt_reader;
grant insert, select on app.attachments to forecourt_app;
grant select on app.attachments to forecourt_reader;
grant insert, select on app.audit to forecourt_app;
grant select on app.audit to forecourt_reader;
grant insert, select, update on app.cancellations to forecourt_app;
grant select on app.cancellations to forecourt_reader;
grant insert, select, update on app.car_occupancies to forecourt_app;
grant select on app.car_occupancies to forecourt_reader;
grant select on app.consent_texts to forecourt_app;
grant select on app.consent_texts to forecourt_reader;
grant insert, select on app.consents to forecourt_app;
grant select on app.consents to forecourt_reader;
grant insert, select, update on app.contact_points to forecourt_app;
grant select on app.contact_points to forecourt_reader;
grant insert, select on app.contacts to forecourt_app;
grant select on app.contacts to forecourt_reader;
grant insert, select on app.contract_parties to forecourt_app;
grant select on app.contract_parties to forecourt_reader;
grant insert, select, update on app.contracts to forecourt_app;
grant select on app.contracts to forecourt_reader;
grant insert, select, update on app.counters to forecourt_app;
grant select on app.counters to forecourt_reader;
grant insert, select, update on app.customers to forecourt_app;
grant select on app.customers to forecourt_reader;
grant insert, select on app.deliveries to forecourt_app;
grant select on app.deliveries to forecourt_reader;
grant insert, select, update on app.delivery_appointments to forecourt_app;
grant select on app.delivery_appointments to forecourt_reader;
grant insert, select, update on app.delivery_checklists to forecourt_app;
grant select on app.delivery_checklists to forecourt_reader;
grant insert, select, update on app.delivery_checks to forecourt_app;
grant select on app.delivery_checks to forecourt_reader;
grant insert, select, update on app.delivery_items to forecourt_app;
grant select on app.delivery_items to forecourt_reader;
grant insert, select, update on app.delivery_preparations to forecourt_app;
grant select on app.delivery_preparations to forecourt_reader;
grant insert, select on app.events to forecourt_app;
grant select on app.events to forecourt_reader;
grant delete, insert, select on app.files to forecourt_app;
grant select on app.files to forecourt_reader;
grant insert, select, update on app.follow_ups to forecourt_app;
grant select on app.follow_ups to forecourt_reader;
grant insert, select on app.hand_overs to forecourt_app;
grant select on app.hand_overs to forecourt_reader;
grant delete, insert, select, update on app.idempotency_keys to forecourt_app;
grant select on app.idempotency_keys to forecourt_reader;
grant insert, select, update on app.import_mappings to forecourt_app;
grant select on app.import_mappings to forecourt_reader;
grant delete, insert, select on app.import_rejects to forecourt_app;
grant select on app.import_rejects to forecourt_reader;
grant insert, select, update on app.imports to forecourt_app;
grant select on app.imports to forecourt_reader;
grant insert, select on app.inquiries to forecourt_app;
grant select on app.inquiries to forecourt_reader;
grant select on app.installation to forecourt_app;
grant select on app.installation to forecourt_reader;
grant insert, select, update on app.invitations to forecourt_app;
grant select on app.invitations to forecourt_reader;
grant insert, select on app.lead_contacts to forecourt_app;
grant select on app.lead_contacts to forecourt_reader;
grant insert, select, update on app.leads to forecourt_app;
grant select on app.leads to forecourt_reader;
grant insert, select, update on app.losses to forecourt_app;
grant select on app.losses to forecourt_reader;
grant insert, select, update on app.models to forecourt_app;
grant select on app.models to forecourt_reader;
grant insert, select on app.notes to forecourt_app;
grant select on app.notes to forecourt_reader;
grant insert, select, update on app.off_road_periods to forecourt_app;
grant select on app.off_road_periods to forecourt_reader;
grant insert, select on app.organisation_moves to forecourt_app;
grant select on app.organisation_moves to forecourt_reader;
grant insert, select, update on app.organisations to forecourt_app;
grant select on app.organisations to forecourt_reader;
grant insert, select on app.owner_changes to forecourt_app;
grant select on app.owner_changes to forecourt_reader;
grant insert, select on app.payments to forecourt_app;
grant select on app.payments to forecourt_reader;
grant insert, select on app.process_definitions to forecourt_app;
grant select on app.process_definitions to forecourt_reader;
grant delete, insert, select, update on app.quote_lines to forecourt_app;
grant select on app.quote_lines to forecourt_reader;
grant insert, select, update on app.quote_links to forecourt_app;
grant select on app.quote_links to forecourt_reader;
grant insert, select, update on app.quotes to forecourt_app;
grant select on app.quotes to forecourt_reader;
grant insert, select on app.receipts to forecourt_app;
grant select on app.receipts to forecourt_reader;
grant insert, select, update on app.receptions to forecourt_app;
grant select on app.receptions to forecourt_reader;
grant insert, select, update on app.refunds to forecourt_app;
grant select on app.refunds to forecourt_reader;
grant insert, select, update on app.reservations to forecourt_app;
grant select on app.reservations to forecourt_reader;
grant insert, select, update on app.rotas to forecourt_app;
grant select on app.rotas to forecourt_reader;
grant delete, insert, select on app.sale_cohorts to forecourt_app;
grant select on app.sale_cohorts to forecourt_reader;
grant delete, insert, select on app.sale_endings to forecourt_app;
grant select on app.sale_endings to forecourt_reader;
grant delete, insert, select on app.sale_months to forecourt_app;
grant select on app.sale_months to forecourt_reader;
grant insert, select, update on app.sales to forecourt_app;
grant select on app.sales to forecourt_reader;
grant insert, select, update on app.saved_views to forecourt_app;
grant select on app.saved_views to forecourt_reader;
grant insert, select, update on app.service_reminders to forecourt_app;
grant select on app.service_reminders to forecourt_reader;
grant insert, select on app.showings to forecourt_app;
grant select on app.showings to forecourt_reader;
grant insert, select, update on app.staff to forecourt_app;
grant select on app.staff to forecourt_reader;
grant delete, insert, select on app.staff_roles to forecourt_app;
grant select on app.staff_roles to forecourt_reader;
grant delete, insert, select on app.stage_times to forecourt_app;
grant select on app.stage_times to forecourt_reader;
grant delete, insert, select on app.stale_months to forecourt_app;
grant select on app.stale_months to forecourt_reader;
grant insert, select, update on app.stock_episodes to forecourt_app;
grant select on app.stock_episodes to forecourt_reader;
grant insert, select on app.store_rules to forecourt_app;
grant select on app.store_rules to forecourt_reader;
grant insert, select on app.successions to forecourt_app;
grant select on app.successions to forecourt_reader;
grant insert, select on app.takings to forecourt_app;
grant select on app.takings to forecourt_reader;
grant insert, select, update on app.targets to forecourt_app;
grant select on app.targets to forecourt_reader;
grant insert, select on app.tax_rates to forecourt_app;
grant select on app.tax_rates to forecourt_reader;
grant insert, select, update on app.test_drive_drivers to forecourt_app;
grant select on app.test_drive_drivers to forecourt_reader;
grant insert, select on app.test_drive_feedback to forecourt_app;
grant select on app.test_drive_feedback to forecourt_reader;
grant insert, select, update on app.test_drives to forecourt_app;
grant select on app.test_drives to forecourt_reader;
grant insert, select, update on app.trims to forecourt_app;
grant select on app.trims to forecourt_reader;
grant insert, select, update on app.vehicles to forecourt_app;
grant select on app.vehicles to forecourt_reader;
grant insert, select, update on app.waitlist_places to forecourt_app;
grant select on app.waitlist_places to forecourt_reader;
grant update (taken_back_at) on app.deliveries to forecourt_app;
grant update (taken_back_by) on app.deliveries to forecourt_app;
grant update (taken_back_note) on app.deliveries to forecourt_app;
grant update (taken_back_reason) on app.deliveries to forecourt_app;
grant update (taken_back_at) on app.hand_overs to forecourt_app;
grant update (taken_back_by) on app.hand_overs to forecourt_app;
grant update (valid_to) on app.tax_rates to forecourt_app;
grant update (version) on app.tax_rates to forecourt_app;
grant execute on routine app.account_of(uuid) to forecourt_app;
grant execute on routine app.actor_of_api_key(bytea,timestamp with time zone) to forecourt_app;
grant execute on routine app.actor_of_session(text,timestamp with time zone) to forecourt_app;
grant execute on routine app.claim_first_run(bytea,uuid) to forecourt_app;
grant execute on routine app.claim_vin(text,uuid,uuid,timestamp with time zone) to forecourt_app;
grant execute on routine app.claim_vins(text[],uuid,uuid[],timestamp with time zone) to forecourt_app;
grant execute on routine app.close_account(uuid,timestamp with time zone) to forecourt_app;
grant execute on routine app.end_session(uuid,text) to forecourt_app;
grant execute on routine app.end_sessions(uuid,text) to forecourt_app;
grant execute on routine app.held_vins(text[],uuid) to forecourt_app;
grant execute on routine app.is_first_run_code(bytea) to forecourt_app;
grant execute on routine app.open_account(uuid,text,text,text,boolean,timestamp with time zone) to forecourt_app;
grant execute on routine app.release_vin(text,uuid,uuid) to forecourt_app;
grant execute on routine app.remove_second_factor(uuid,timestamp with time zone) to forecourt_app;
grant execute on routine app.rename_account(uuid,text,text,timestamp with time zone) to forecourt_app;
grant execute on routine app.reopen_account(uuid,timestamp with time zone) to forecourt_app;
grant execute on routine app.replace_password(uuid,text,boolean,timestamp with time zone) to forecourt_app;
grant execute on routine app.sessions_of(uuid,timestamp with time zone) to forecourt_app;

comment on table platform.migrations is '@local which migrations this database has seen';
comment on table app.absences is '@reference who is away from when to when, and who stands in';
comment on table app.addenda is '@tenant numbered changes to a signed contract';
comment on table app.api_keys is '@reference keys with which programs act for a person';
comment on table app.approval_delegations is '@tenant who decides in an absent manager''s place, from when to when';
comment on table app.approvals is '@tenant a manager''s decision on a concession over the limit';
comment on table app.attachments is '@tenant photos and signatures of a sale, sealed at rest';
comment on table app.audit is '@tenant append-only: who did, saw or exported what';
comment on table app.cancellations is '@tenant the end of a signed sale that was not performed';
comment on table app.car_occupancies is '@tenant spans in which a car is taken, by a test drive or off the road';
comment on table app.consent_texts is '@reference dated wordings of what customers are asked to agree to';
comment on table app.consents is '@tenant what a customer agreed to, refused or took back; the newest of a purpose holds';
comment on table app.contact_points is '@tenant how a customer is reached and identified, encrypted at rest';
comment on table app.contacts is '@tenant calls, messages and visits that no follow-up asked for';
comment on table app.contract_parties is '@tenant buyer, invoice title and contact that differ from the customer';
comment on table app.contracts is '@tenant signed agreements for a car or a trim';
comment on table app.counters is '@tenant human numbers per dealer, kind and year';
comment on table app.customers is '@tenant people and companies';
comment on table app.deliveries is '@tenant hand-overs of a car to its buyer';
comment on table app.delivery_appointments is '@tenant when a buyer fetches the car, and who hands it over';
comment on table app.delivery_checklists is '@tenant a car as its buyer looked it over, and the signature under it';
comment on table app.delivery_checks is '@tenant one point of a checklist: as it should be, or what became of it';
comment on table app.delivery_items is '@tenant ticks of the delivery gate';
comment on table app.delivery_preparations is '@tenant what a delivery wants beyond its gate';
comment on table app.events is '@tenant append-only log of everything that happened';
comment on table app.files is '@tenant the file port: uploads, reject files, exports';
comment on table app.follow_ups is '@tenant a due next contact and its result';
comment on table app.hand_overs is '@tenant from sales to after-sales';
comment on table app.idempotency_keys is '@tenant answers of writes, so that a retry gets the same one';
comment on table app.import_mappings is '@tenant how a file of these headings was read last time';
comment on table app.import_rejects is '@tenant refused rows of a run under way, one JSON document a line, by batch';
comment on table app.imports is '@tenant runs of an import';
comment on table app.inquiries is '@tenant how a sale began';
comment on table app.installation is '@local the one row about this database';
comment on table app.invitations is '@reference links with which a colleague opens an account, once';
comment on table app.lead_contacts is '@tenant calls and messages to those who asked, by people and by programs';
comment on table app.leads is '@tenant expressions of interest before they are qualified';
comment on table app.losses is '@tenant proposed by the owner, confirmed by a manager';
comment on table app.models is '@reference 车系';
comment on table app.notes is '@tenant what staff wrote about a sale';
comment on table app.off_road_periods is '@tenant when and why a car was kept off the road';
comment on table app.organisation_moves is '@reference where an organisation hung, from when';
comment on table app.organisations is '@reference nodes of the network tree';
comment on table app.owner_changes is '@tenant who had a lead or a customer before, who has it now, and why';
comment on table app.payments is '@tenant ledger of money in and out: never edited, only reversed';
comment on table app.process_definitions is '@reference immutable versions of the sale process; the nearest ancestor''s newest wins';
comment on table app.quote_lines is '@tenant what is in a quote beside the car';
comment on table app.quote_links is '@tenant links that show a quote to its customer';
comment on table app.quotes is '@tenant versions of a price, immutable once sent';
comment on table app.receipts is '@tenant numbered without gaps; a reversed payment''s is cancelled by another';
comment on table app.receptions is '@tenant the day''s register: who came or called';
comment on table app.refunds is '@tenant money to give back: asked for, decided, paid';
comment on table app.reservations is '@tenant the one active claim of a sale on a car';
comment on table app.rotas is '@tenant whose turn is next when leads are assigned';
comment on table app.sale_cohorts is '@tenant how far the sales of a month of inquiry came';
comment on table app.sale_endings is '@tenant why the sales of a month were signed, lost or cancelled';
comment on table app.sale_months is '@tenant contracts signed and cars delivered in a month';
comment on table app.sales is '@tenant one customer''s way from inquiry to after-sales for one car';
comment on table app.saved_views is '@tenant named filters of a list';
comment on table app.service_reminders is '@tenant the first service of a delivered car, by date or distance';
comment on table app.showings is '@tenant showroom visits';
comment on table app.staff is '@reference people who work at an organisation';
comment on table app.staff_roles is '@reference what a person may do, and where';
comment on table app.stage_times is '@tenant how long the sales of a month of inquiry stayed in a stage that they left';
comment on table app.stale_months is '@tenant months whose counts a change of a sale made old';
comment on table app.stock_episodes is '@tenant one period in which a dealer holds a car';
comment on table app.store_rules is '@reference immutable versions of opening hours, holidays, lead rules and letterhead; what is left out is inherited';
comment on table app.successions is '@reference what a person handed over to colleagues or to the pool';
comment on table app.takings is '@tenant closed days: what was taken, what was counted';
comment on table app.targets is '@tenant what a store or a consultant wants to sell in a month';
comment on table app.tax_rates is '@reference dated statutory rates, edited by an administrator';
comment on table app.test_drive_drivers is '@tenant who drives in place of the customer, their licence sealed';
comment on table app.test_drive_feedback is '@tenant what a driver liked and disliked, and what follows from it';
comment on table app.test_drives is '@tenant booked, started, returned, cancelled, missed';
comment on table app.trims is '@reference 车型配置';
comment on table app.vehicles is '@tenant physical cars';
comment on table app.vin_registry is '@global distributed by vin: the one holder of a car in the network';
comment on table app.waitlist_places is '@tenant who waits for a car, in the order in which they joined';
