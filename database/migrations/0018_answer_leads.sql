-- The clock of the first response. Leads from before this have none; so have imported ones: theirs ran elsewhere.
alter table app.leads
  add column warn_at timestamptz, -- when the larger part of the time is over
  add column respond_by timestamptz, -- the last moment, in the store's opening hours
  add column responded_at timestamptz, -- the first contact by a person: an automatic reply does not count
  add column responded_by uuid references app.staff (id),
  add column warned_at timestamptz,
  add column escalated_at timestamptz,
  add column contacted_at timestamptz, -- the last contact by a person
  add column owned_since timestamptz,
  add check ((responded_at is null) = (responded_by is null));
-- The one whose time ends first, then the newest: leads/urgency.sql.ts says the same.
create index leads_by_urgency on app.leads (dealer_id, state,
  (case when state = 'open' and responded_at is null then coalesce(respond_by, 'infinity') else 'infinity' end), id desc);
create index leads_waiting on app.leads (warn_at)
  where state = 'open' and responded_at is null and escalated_at is null and warn_at is not null;

alter table app.customers
  add column owned_since timestamptz,
  add column contacted_at timestamptz; -- the last contact outside a sale; a sale keeps its own

create table app.lead_contacts (
  dealer_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  channel text not null check (channel in ('call', 'message', 'visit')),
  result text not null check (result in ('reached', 'no-answer', 'replied', 'wrong-number')),
  automatic boolean not null,
  note text not null default '' check (length(note) <= 2000),
  made_by uuid not null references app.staff (id),
  made_at timestamptz not null,
  primary key (dealer_id, id),
  foreign key (dealer_id, lead_id) references app.leads (dealer_id, id)
);
comment on table app.lead_contacts is '@tenant calls and messages to those who asked, by people and by programs';
create index lead_contacts_by_lead on app.lead_contacts (dealer_id, lead_id, made_at);
call app.wall('app.lead_contacts', 'select, insert');

-- Whose turn is next. One row per store, locked while a lead is given: of two leads at once the second waits.
create table app.rotas (
  dealer_id uuid primary key references app.organisations (id),
  last_staff_id uuid references app.staff (id),
  turns bigint not null default 0
);
comment on table app.rotas is '@tenant whose turn is next when leads are assigned';
call app.wall('app.rotas');

create table app.owner_changes (
  dealer_id uuid not null,
  id uuid not null,
  lead_id uuid,
  customer_id uuid,
  previous_owner_id uuid references app.staff (id), -- null: the public pool
  owner_id uuid references app.staff (id), -- null: the public pool
  cause text not null check (cause in ('manager', 'round-robin', 'least-load', 'claimed', 'returned', 'recycled', 'succession')),
  changed_by uuid references app.staff (id), -- null: the system
  changed_at timestamptz not null,
  primary key (dealer_id, id),
  foreign key (dealer_id, lead_id) references app.leads (dealer_id, id),
  foreign key (dealer_id, customer_id) references app.customers (dealer_id, id),
  check (num_nonnulls(lead_id, customer_id) = 1)
);
comment on table app.owner_changes is '@tenant who had a lead or a customer before, who has it now, and why';
create index owner_changes_by_lead on app.owner_changes (dealer_id, lead_id, changed_at) where lead_id is not null;
create index owner_changes_by_customer on app.owner_changes (dealer_id, customer_id, changed_at) where customer_id is not null;
call app.wall('app.owner_changes', 'select, insert');
