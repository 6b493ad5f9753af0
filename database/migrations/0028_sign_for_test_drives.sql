-- A drive is prepared step by step: the licence is looked at, the agreement signed, and afterwards it is talked over.
alter table app.test_drives
  add licence_class text check (licence_class in ('C1', 'C2', 'B1', 'B2', 'A1', 'A2', 'A3', 'foreign')),
  add licence_photo_id uuid,
  add licence_checked_by uuid references app.staff (id),
  add licence_checked_at timestamptz,
  add agreement_signature_id uuid, -- null while agreement_signed_at is set: signed on paper
  add agreement_version text,
  add agreement_language text check (agreement_language in ('zh', 'en')),
  add agreement_witness_id uuid references app.staff (id),
  add energy_in_percent smallint check (energy_in_percent between 0 and 100), -- fuel or charge when it came back
  add is_damaged boolean not null default false,
  add return_note text not null default '' check (length(return_note) <= 2000),
  add foreign key (dealer_id, licence_photo_id) references app.attachments (dealer_id, id),
  add foreign key (dealer_id, agreement_signature_id) references app.attachments (dealer_id, id);

create table app.test_drive_feedback (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  test_drive_id uuid not null,
  ratings jsonb not null, -- topic: 1 to 5
  next text not null check (next in ('quote', 'another-drive', 'follow-up', 'none')),
  likes text not null default '' check (length(likes) <= 1000),
  dislikes text not null default '' check (length(dislikes) <= 1000),
  recorded_by uuid references app.staff (id),
  recorded_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, test_drive_id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, test_drive_id) references app.test_drives (dealer_id, id)
);
comment on table app.test_drive_feedback is '@tenant what a driver liked and disliked, and what follows from it';
create index test_drive_feedback_by_sale on app.test_drive_feedback (dealer_id, sale_id);
call app.wall('app.test_drive_feedback', 'select, insert');

-- When and why a car may not be driven or sold; a period without an end lasts until the car is put back.
create table app.off_road_periods (
  dealer_id uuid not null,
  id uuid not null,
  vehicle_id uuid not null,
  episode_id uuid not null,
  reason text not null check (reason in ('damaged', 'repair', 'recall', 'inspection', 'exhibition', 'other')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  taken_by uuid references app.staff (id),
  ended_by uuid references app.staff (id),
  primary key (dealer_id, id),
  foreign key (dealer_id, vehicle_id) references app.vehicles (dealer_id, id),
  foreign key (dealer_id, episode_id) references app.stock_episodes (dealer_id, id),
  check (ends_at >= starts_at)
);
comment on table app.off_road_periods is '@tenant when and why a car was kept off the road';
create index off_road_periods_by_vehicle on app.off_road_periods (dealer_id, vehicle_id, starts_at);
create unique index off_road_periods_one_open on app.off_road_periods (dealer_id, episode_id) where ends_at is null;
call app.wall('app.off_road_periods');

-- The folded sales say of each drive what its row says.
update app.sales set state = jsonb_set(state, '{testDrives}', (
  select jsonb_agg(drive || '{"licence": null, "agreement": null, "feedbackId": null}' order by position)
    from jsonb_array_elements(state -> 'testDrives') with ordinality as each (drive, position)))
 where jsonb_array_length(state -> 'testDrives') > 0;

update app.process_definitions set document = jsonb_set(document, '{transitions}', document -> 'transitions' ||
  jsonb_build_array(
    jsonb_build_object('action', 'reschedule-test-drive', 'to', null, 'from', (select jsonb_agg(stage)
      from jsonb_array_elements(document -> 'stages') stage
     where stage <@ '["inquiry", "showing", "test-drive", "negotiation", "contract", "delivery"]')),
    jsonb_build_object('action', 'check-licence', 'to', null, 'from', (select jsonb_agg(stage)
      from jsonb_array_elements(document -> 'stages') stage
     where stage <@ '["inquiry", "showing", "test-drive", "negotiation"]')),
    jsonb_build_object('action', 'sign-agreement', 'to', null, 'from', (select jsonb_agg(stage)
      from jsonb_array_elements(document -> 'stages') stage
     where stage <@ '["inquiry", "showing", "test-drive", "negotiation"]')),
    jsonb_build_object('action', 'record-feedback', 'to', null, 'from', (select jsonb_agg(stage)
      from jsonb_array_elements(document -> 'stages') stage
     where stage <@ '["inquiry", "showing", "test-drive", "negotiation", "contract", "delivery"]'))));
