create table app.approval_delegations (
  dealer_id uuid not null references app.organisations (id),
  id uuid not null,
  delegator_id uuid not null references app.staff (id),
  deputy_id uuid not null references app.staff (id),
  from_on date not null, -- business dates of the store, both included
  to_on date not null,
  created_by uuid references app.staff (id),
  created_at timestamptz not null,
  revoked_by uuid references app.staff (id),
  revoked_at timestamptz,
  primary key (dealer_id, id),
  check (from_on <= to_on),
  check (delegator_id <> deputy_id),
  constraint approval_delegations_one_deputy exclude using gist
    (dealer_id with =, delegator_id with =, daterange(from_on, to_on, '[]') with &&) where (revoked_at is null)
);
comment on table app.approval_delegations is '@tenant who decides in an absent manager''s place, from when to when';
create index approval_delegations_by_deputy on app.approval_delegations (dealer_id, deputy_id, to_on)
  where revoked_at is null;
call app.wall('app.approval_delegations');
