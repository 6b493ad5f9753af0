-- A car is in one place at a time: whatever takes it, a test drive with its buffer or a period off the road, holds a span
-- here, and no two of one car overlap. Drives and periods refer to their span with all that it says, so that neither
-- can stand without it or apart from it.
create table app.car_occupancies (
  dealer_id uuid not null,
  id uuid not null, -- of the drive or the period
  vehicle_id uuid not null,
  kind text not null check (kind in ('test-drive', 'off-road')),
  sale_id uuid, -- whose drive it is; inventory does not know sales
  staff_id uuid references app.staff (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null, -- infinity: until further notice
  is_held boolean not null, -- false: over or given up
  primary key (dealer_id, id),
  unique (dealer_id, id, vehicle_id, starts_at, ends_at, is_held),
  foreign key (dealer_id, vehicle_id) references app.vehicles (dealer_id, id),
  check (starts_at <= ends_at),
  constraint car_occupancies_one_at_a_time exclude using gist
    (dealer_id with =, vehicle_id with =, tstzrange(starts_at, ends_at) with &&) where (is_held)
);
comment on table app.car_occupancies is '@tenant spans in which a car is taken, by a test drive or off the road';
call app.wall('app.car_occupancies');

insert into app.car_occupancies (dealer_id, id, vehicle_id, kind, sale_id, staff_id, starts_at, ends_at, is_held)
select dealer_id, id, vehicle_id, 'test-drive', sale_id, escort_id, starts_at, blocked_until,
       state in ('booked', 'started')
  from app.test_drives;
alter table app.test_drives
  drop constraint test_drives_one_driver_per_car,
  add is_held boolean not null generated always as (state in ('booked', 'started')) stored,
  add constraint test_drives_occupancy foreign key (dealer_id, id, vehicle_id, starts_at, blocked_until, is_held)
    references app.car_occupancies (dealer_id, id, vehicle_id, starts_at, ends_at, is_held);

alter table app.off_road_periods
  drop constraint off_road_periods_reason_check,
  add check (reason in ('damaged', 'repair', 'service', 'recall', 'inspection', 'registration', 'exhibition', 'other')),
  add state text not null default 'over' check (state in ('planned', 'running', 'over', 'cancelled')),
  add planned_at timestamptz,
  add held_until timestamptz not null generated always as (coalesce(ends_at, 'infinity'::timestamptz)) stored;
alter table app.off_road_periods alter state drop default,
  add is_held boolean not null generated always as (state in ('planned', 'running')) stored;
drop index app.off_road_periods_one_open;
create index off_road_periods_due on app.off_road_periods (dealer_id, starts_at) where state in ('planned', 'running');

-- Cars that are off the road now go on being so. Where drives were booked into that time all the same, the car stays
-- off the road without a period, as it did before periods were kept, until it is put back.
update app.off_road_periods set ends_at = greatest(starts_at, now()) where ends_at is null;
insert into app.off_road_periods
  (dealer_id, id, vehicle_id, episode_id, reason, starts_at, state, taken_by, planned_at)
select e.dealer_id, gen_random_uuid(), e.vehicle_id, e.id, coalesce(last.reason, 'other'), now(), 'running',
       last.taken_by, now()
  from app.stock_episodes e
  left join lateral (select o.reason, o.taken_by from app.off_road_periods o
                      where o.dealer_id = e.dealer_id and o.episode_id = e.id
                      order by o.starts_at desc limit 1) last on true
 where e.availability = 'off-road'
   and not exists (select 1 from app.car_occupancies held
                    where held.dealer_id = e.dealer_id and held.vehicle_id = e.vehicle_id and held.is_held
                      and held.ends_at > now());
insert into app.car_occupancies (dealer_id, id, vehicle_id, kind, staff_id, starts_at, ends_at, is_held)
select dealer_id, id, vehicle_id, 'off-road', taken_by, starts_at, held_until, is_held
  from app.off_road_periods;
alter table app.off_road_periods
  add constraint off_road_periods_occupancy foreign key (dealer_id, id, vehicle_id, starts_at, held_until, is_held)
    references app.car_occupancies (dealer_id, id, vehicle_id, starts_at, ends_at, is_held);

-- Somebody else than the customer may drive.
create table app.test_drive_drivers (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  test_drive_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  relation text not null check (relation in ('spouse', 'parent', 'child', 'relative', 'friend', 'colleague', 'other')),
  licence_sealed bytea, -- null once somebody else drives
  named_by uuid references app.staff (id),
  named_at timestamptz not null,
  replaced_at timestamptz,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, test_drive_id) references app.test_drives (dealer_id, id)
    deferrable initially deferred, -- a drive is booked with its driver
  check ((replaced_at is null) = (licence_sealed is not null))
);
comment on table app.test_drive_drivers is '@tenant who drives in place of the customer, their licence sealed';
create index test_drive_drivers_by_sale on app.test_drive_drivers (dealer_id, sale_id);
create unique index test_drive_drivers_one_at_the_wheel on app.test_drive_drivers (dealer_id, test_drive_id)
  where replaced_at is null;
call app.wall('app.test_drive_drivers');

update app.sales set state = jsonb_set(state, '{testDrives}', (
  select jsonb_agg(drive || '{"driver": null}' order by position)
    from jsonb_array_elements(state -> 'testDrives') with ordinality as each (drive, position)))
 where jsonb_array_length(state -> 'testDrives') > 0;

update app.process_definitions set document = jsonb_set(document, '{transitions}', document -> 'transitions' ||
  jsonb_build_object('action', 'name-driver', 'to', null, 'from', (select jsonb_agg(stage)
    from jsonb_array_elements(document -> 'stages') stage
   where stage <@ '["inquiry", "showing", "test-drive", "negotiation"]')));
