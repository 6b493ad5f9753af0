-- A delivery is appointed, prepared and looked over with the buyer; afterwards the first service is reminded of.
create table app.delivery_appointments (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  starts_at timestamptz not null,
  deliverer_id uuid not null references app.staff (id),
  is_agreed boolean not null,
  note text not null default '' check (length(note) <= 2000),
  state text not null default 'booked' check (state in ('booked', 'kept', 'cancelled')),
  reason text, -- of a cancellation
  booked_by uuid references app.staff (id),
  booked_at timestamptz not null,
  ended_by uuid references app.staff (id),
  ended_at timestamptz,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  check ((state = 'booked') = (ended_at is null))
);
comment on table app.delivery_appointments is '@tenant when a buyer fetches the car, and who hands it over';
create unique index delivery_appointments_one_booked on app.delivery_appointments (dealer_id, sale_id) where state = 'booked';
create index delivery_appointments_by_time on app.delivery_appointments (dealer_id, starts_at);
call app.wall('app.delivery_appointments');

create table app.delivery_preparations (
  dealer_id uuid not null,
  sale_id uuid not null,
  item text not null check (item in ('accessories', 'cleaned', 'customer-papers', 'insurance', 'plate')),
  state text not null check (state in ('done', 'not-needed', 'open')),
  set_by uuid references app.staff (id),
  set_at timestamptz not null,
  primary key (dealer_id, sale_id, item),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id)
);
comment on table app.delivery_preparations is '@tenant what a delivery wants beyond its gate';
call app.wall('app.delivery_preparations');

create table app.delivery_checklists (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  episode_id uuid not null,
  inspected_by uuid references app.staff (id),
  inspected_at timestamptz not null,
  signature_id uuid, -- null while signed_at is set: signed on paper
  content_sha256 text check (content_sha256 ~ '^[0-9a-f]{64}$'), -- of everything checked, as it was signed
  text_version text,
  text_language text check (text_language in ('zh', 'en')),
  witness_id uuid references app.staff (id),
  signed_at timestamptz,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, episode_id) references app.stock_episodes (dealer_id, id),
  foreign key (dealer_id, signature_id) references app.attachments (dealer_id, id),
  check ((signed_at is null) = (content_sha256 is null))
);
comment on table app.delivery_checklists is '@tenant a car as its buyer looked it over, and the signature under it';
create index delivery_checklists_by_sale on app.delivery_checklists (dealer_id, sale_id);
call app.wall('app.delivery_checklists');

create table app.delivery_checks (
  dealer_id uuid not null,
  checklist_id uuid not null,
  point text not null check (point in
    ('exterior', 'interior', 'functions', 'tools', 'documents', 'keys', 'mileage', 'energy')),
  result text not null check (result in ('ok', 'not-ok')),
  resolution text check (resolution in ('repaired', 'replaced', 'accepted', 'promised')),
  value integer check (value >= 0), -- keys, kilometres, percent
  note text not null default '' check (length(note) <= 1000),
  photo_ids uuid[] not null default '{}',
  primary key (dealer_id, checklist_id, point),
  foreign key (dealer_id, checklist_id) references app.delivery_checklists (dealer_id, id)
);
comment on table app.delivery_checks is '@tenant one point of a checklist: as it should be, or what became of it';
call app.wall('app.delivery_checks');

create table app.service_reminders (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  adviser_id uuid references app.staff (id), -- null: the sale's owner
  due_on date not null,
  due_km integer not null check (due_km >= 0),
  result text check (result in ('booked', 'visited', 'declined', 'unreachable')),
  note text not null default '' check (length(note) <= 2000),
  done_by uuid references app.staff (id),
  done_at timestamptz,
  primary key (dealer_id, id),
  unique (dealer_id, sale_id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  check ((result is null) = (done_at is null))
);
comment on table app.service_reminders is '@tenant the first service of a delivered car, by date or distance';
create index service_reminders_due on app.service_reminders (dealer_id, due_on) where done_at is null;
call app.wall('app.service_reminders');

-- Running networks get the steps at the stages that each of them has, and when a first service falls due.
update app.process_definitions set document = document || '{"firstServiceMonths": 6, "firstServiceKm": 5000}' ||
  jsonb_build_object('transitions', document -> 'transitions' || jsonb_build_array(
    jsonb_build_object('action', 'book-delivery', 'to', null, 'from', ordered.stages),
    jsonb_build_object('action', 'reschedule-delivery', 'to', null, 'from', ordered.stages),
    jsonb_build_object('action', 'cancel-appointment', 'to', null, 'from', ordered.stages),
    jsonb_build_object('action', 'prepare-delivery', 'to', null, 'from', ordered.stages),
    jsonb_build_object('action', 'inspect-car', 'to', null, 'from', ordered.stages),
    jsonb_build_object('action', 'sign-checklist', 'to', 'delivery', 'from', ordered.stages)))
  from (select version, (select jsonb_agg(stage) from jsonb_array_elements(document -> 'stages') stage
                          where stage <@ '["contract", "delivery"]') as stages
          from app.process_definitions) ordered
 where ordered.version = process_definitions.version;
