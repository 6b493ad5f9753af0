create table app.waitlist_places (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  trim_id uuid references app.trims (id),
  episode_id uuid, -- a named car that another sale holds; null: any car of the trim
  note text not null default '' check (length(note) <= 2000),
  joined_by uuid references app.staff (id),
  joined_at timestamptz not null,
  offered_episode_id uuid,
  offered_at timestamptz,
  offer_until timestamptz,
  ended_at timestamptz,
  ended_as text check (ended_as in ('served', 'left', 'lapsed', 'declined', 'sale-ended')),
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, episode_id) references app.stock_episodes (dealer_id, id),
  check (trim_id is not null or episode_id is not null),
  check ((ended_at is null) = (ended_as is null))
);
comment on table app.waitlist_places is '@tenant who waits for a car, in the order in which they joined';
create unique index waitlist_places_one_open on app.waitlist_places (dealer_id, sale_id) where ended_at is null;
create index waitlist_places_in_line on app.waitlist_places (dealer_id, joined_at, id) where ended_at is null;
call app.wall('app.waitlist_places');

update app.process_definitions set document = jsonb_set(document, '{transitions}', document -> 'transitions' ||
  jsonb_build_object('action', 'join-waitlist', 'to', null, 'from', (select jsonb_agg(stage)
    from jsonb_array_elements(document -> 'stages') stage
   where stage <@ '["inquiry", "showing", "test-drive", "negotiation", "contract", "delivery"]')));
