-- Who a contract is with, where it is not the sale's customer.
create table app.contract_parties (
  dealer_id uuid not null,
  id uuid not null, -- of the contract
  sale_id uuid not null,
  buyer_id uuid,
  title_id uuid,
  title_name text check (length(title_name) between 1 and 200),
  title_credit_code text check (title_credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  contact_id uuid,
  primary key (dealer_id, id),
  foreign key (dealer_id, id) references app.contracts (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  foreign key (dealer_id, buyer_id) references app.customers (dealer_id, id),
  foreign key (dealer_id, title_id) references app.customers (dealer_id, id),
  foreign key (dealer_id, contact_id) references app.customers (dealer_id, id),
  check ((title_name is null) = (title_credit_code is null)),
  check (title_id is null or title_name is null)
);
comment on table app.contract_parties is '@tenant buyer, invoice title and contact that differ from the customer';
create index contract_parties_by_sale on app.contract_parties (dealer_id, sale_id);
call app.wall('app.contract_parties', 'select, insert');

create table app.addenda (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  contract_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  reason text not null,
  price_before_minor bigint,
  price_minor bigint check (price_minor > 0), -- null, like the two below: as it was
  currency char(3),
  delivery_on date,
  terms text not null default '' check (length(terms) <= 2000),
  agreed_by uuid references app.staff (id),
  agreed_at timestamptz not null,
  primary key (dealer_id, id),
  unique (dealer_id, contract_id, ordinal),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id)
);
comment on table app.addenda is '@tenant numbered changes to a signed contract';
create index addenda_by_sale on app.addenda (dealer_id, sale_id);
call app.wall('app.addenda', 'select, insert');

-- Running networks get the later steps of an order at the stages that each of them has.
update app.process_definitions set document = jsonb_set(document, '{transitions}', document -> 'transitions' ||
  jsonb_build_array(
    jsonb_build_object('action', 'swap-car', 'to', null, 'from', ordered.stages),
    jsonb_build_object('action', 'unmatch-car', 'to', 'contract', 'from', ordered.stages),
    jsonb_build_object('action', 'agree-addendum', 'to', null, 'from', ordered.stages)))
  from (select version, (select jsonb_agg(stage) from jsonb_array_elements(document -> 'stages') stage
                          where stage <@ '["contract", "delivery"]') as stages
          from app.process_definitions) ordered
 where ordered.version = process_definitions.version;
