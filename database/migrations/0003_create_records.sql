-- What every write leaves behind, beside its noun: event, audit row, idempotency row, human number, file.

create table app.counters (
  dealer_id uuid not null,
  kind text not null,
  year smallint not null,
  last integer not null,
  primary key (dealer_id, kind, year)
);
comment on table app.counters is '@tenant human numbers per dealer, kind and year';
call app.wall('app.counters');

create table app.events (
  dealer_id uuid not null,
  recorded_at timestamptz not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  sale_id uuid,
  sequence integer not null check (sequence > 0),
  stage_before text,
  action text not null,
  stage_after text,
  actor_kind text not null check (actor_kind in ('staff', 'system', 'import', 'api-key')),
  actor_id uuid,
  occurred_at timestamptz, -- null: unknown (an import without a date)
  channel text,
  duration_seconds bigint,
  process_version integer,
  facts_version smallint not null default 1,
  facts jsonb not null, -- ids, codes and numbers; never names, phones or free text
  origin text not null check (origin in ('live', 'import', 'demo', 'system')),
  request_id text,
  advice_id uuid,
  primary key (dealer_id, recorded_at, id)
) partition by range (recorded_at);
comment on table app.events is '@tenant append-only log of everything that happened';
create index events_by_sale on app.events (dealer_id, sale_id, sequence);
create index events_by_subject on app.events (dealer_id, subject_kind, subject_id, sequence);
call app.wall('app.events', 'select, insert');

-- Made by the owner, three months ahead; never granted: a granted partition would bypass its parent's policy.
create procedure app.make_event_partition(month date)
  language plpgsql
  as $$
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
  end $$;

create table app.audit (
  dealer_id uuid not null,
  recorded_at timestamptz not null,
  id uuid not null,
  staff_id uuid,
  api_key_id uuid,
  verb text not null, -- did: 'created', 'edited', 'revealed', 'exported', 'signed-in', …
  noun text not null,
  subject_id uuid,
  request_id text,
  facts jsonb not null default '{}',
  primary key (dealer_id, recorded_at, id)
);
comment on table app.audit is '@tenant append-only: who did, saw or exported what';
create index audit_by_subject on app.audit (dealer_id, noun, subject_id, recorded_at);
call app.wall('app.audit', 'select, insert');

create table app.idempotency_keys (
  dealer_id uuid not null,
  staff_id uuid not null,
  route text not null,
  key text not null check (length(key) between 8 and 128),
  request_hash bytea not null,
  status smallint, -- null while the first request runs; its transaction holds the row
  answer jsonb,
  created_at timestamptz not null,
  primary key (dealer_id, staff_id, route, key)
);
comment on table app.idempotency_keys is '@tenant answers of writes, so that a retry gets the same one';
create index idempotency_keys_by_age on app.idempotency_keys (created_at);
call app.wall('app.idempotency_keys', 'select, insert, update, delete');

create table app.files (
  dealer_id uuid not null,
  id uuid not null,
  name text not null,
  media_type text not null,
  byte_length integer not null,
  content bytea not null,
  noun text not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (dealer_id, id)
);
comment on table app.files is '@tenant the file port: uploads, reject files, exports';
call app.wall('app.files', 'select, insert, delete');

create table app.imports (
  dealer_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('stock', 'leads', 'customers', 'sales', 'staff', 'models')),
  file_id uuid not null,
  file_name text not null,
  state text not null check (state in ('uploaded', 'previewing', 'previewed', 'running', 'done', 'cancelled', 'failed')),
  mapping jsonb not null default '{}',
  options jsonb not null default '{}',
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
  created_at timestamptz not null,
  finished_at timestamptz,
  version integer not null default 1,
  primary key (dealer_id, id)
);
comment on table app.imports is '@tenant runs of an import';
call app.wall('app.imports');

create table app.import_mappings (
  dealer_id uuid not null,
  kind text not null,
  heading_signature bytea not null,
  mapping jsonb not null,
  options jsonb not null,
  updated_at timestamptz not null,
  primary key (dealer_id, kind, heading_signature)
);
comment on table app.import_mappings is '@tenant how a file of these headings was read last time';
call app.wall('app.import_mappings');

create table app.saved_views (
  dealer_id uuid not null, -- the organisation whose people may see it
  id uuid not null,
  screen text not null,
  name text not null check (length(name) between 1 and 80),
  reach text not null check (reach in ('private', 'team')),
  staff_id uuid not null,
  query jsonb not null,
  is_default boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (dealer_id, id)
);
comment on table app.saved_views is '@tenant named filters of a list';
create index saved_views_by_screen on app.saved_views (dealer_id, screen, staff_id);
call app.wall('app.saved_views');
