create table app.approvals (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  quote_id uuid not null,
  state text not null check (state in ('pending', 'given', 'refused', 'countered', 'withdrawn', 'lapsed')),
  reason text not null,
  note text not null default '' check (length(note) <= 2000),
  currency char(3) not null,
  list_price_minor bigint not null check (list_price_minor >= 0),
  discount_minor bigint not null check (discount_minor >= 0),
  concession_minor bigint not null check (concession_minor >= 0),
  model_id uuid references app.models (id),
  requested_by uuid references app.staff (id),
  requested_at timestamptz not null,
  offer_minor bigint check (offer_minor >= 0), -- the discount that the manager would give instead
  decision_reason text,
  decision_note text not null default '' check (length(decision_note) <= 2000),
  decided_by uuid references app.staff (id),
  decided_at timestamptz,
  on_behalf_of uuid references app.staff (id), -- the absent manager by whose limit a deputy decided
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, quote_id) references app.quotes (dealer_id, id)
);
comment on table app.approvals is '@tenant a manager''s decision on a concession over the limit';
create unique index approvals_one_pending on app.approvals (dealer_id, quote_id) where state = 'pending';
create index approvals_by_sale on app.approvals (dealer_id, sale_id);
create index approvals_waiting on app.approvals (dealer_id, requested_at) where state in ('pending', 'countered');
create index approvals_by_decision on app.approvals (dealer_id, decided_at desc) where decided_at is not null;
create index approvals_by_requester on app.approvals (dealer_id, requested_by, requested_at desc);
call app.wall('app.approvals');

create table app.refunds (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  state text not null check (state in ('pending', 'approved', 'refused', 'done', 'lapsed')),
  purpose text not null check (purpose in ('deposit', 'overpayment', 'cancellation')),
  reason text not null,
  note text not null default '' check (length(note) <= 2000),
  amount_minor bigint not null check (amount_minor >= 0),
  kept_minor bigint not null default 0 check (kept_minor >= 0),
  currency char(3) not null,
  requested_by uuid references app.staff (id),
  requested_at timestamptz not null,
  decision_reason text,
  decision_note text not null default '' check (length(decision_note) <= 2000),
  decided_by uuid references app.staff (id),
  decided_at timestamptz,
  payment_id uuid, -- its line of the ledger, while that is not reversed
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, payment_id) references app.payments (dealer_id, id),
  check (amount_minor > 0 or purpose = 'cancellation'),
  check (payment_id is null or state = 'done')
);
comment on table app.refunds is '@tenant money to give back: asked for, decided, paid';
create unique index refunds_one_disposal on app.refunds (dealer_id, sale_id)
  where purpose = 'cancellation' and state in ('pending', 'approved', 'done');
create index refunds_by_sale on app.refunds (dealer_id, sale_id);
create index refunds_waiting on app.refunds (dealer_id, requested_at) where state in ('pending', 'approved');
create index refunds_by_decision on app.refunds (dealer_id, decided_at desc) where decided_at is not null;
create index refunds_by_requester on app.refunds (dealer_id, requested_by, requested_at desc);
call app.wall('app.refunds');

create index losses_by_decision on app.losses (dealer_id, decided_at desc) where decided_at is not null;
create index losses_by_proposer on app.losses (dealer_id, proposed_by, proposed_at desc);

-- After a refusal the disposal is proposed anew, perhaps with another party in default.
grant update on app.cancellations to forecourt_app;

-- Sales that go on are folds without the two lists.
update app.sales set state = state || '{"approvals": [], "refunds": []}' where not state ? 'approvals';

-- Networks that run keep their process in the database.
update app.process_definitions set document = jsonb_set(document, '{transitions}', document -> 'transitions' || (
  select jsonb_agg(jsonb_build_object('action', step.action, 'to', null, 'from', (select jsonb_agg(stage)
      from jsonb_array_elements(document -> 'stages') stage
     where stage <@ '["inquiry", "showing", "test-drive", "negotiation"]')))
    from unnest(array['request-approval', 'give-approval', 'refuse-approval', 'counter-offer',
      'accept-counter-offer', 'withdraw-approval']) step (action)));
