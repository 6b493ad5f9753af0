-- How far a sale ever came and how long it stayed in each stage are folded with it from now on; known sales get
-- both from their events. A signed contract counts in the month of the store's calendar.
with reached as (
  select e.dealer_id, e.sale_id, max(array_position(array['inquiry', 'showing', 'test-drive', 'negotiation', 'contract',
           'delivery', 'after-sales'], e.stage_after)) as furthest
    from app.events e where e.subject_kind = 'sale' group by 1, 2),
stayed as (
  select dealer_id, sale_id, jsonb_object_agg(stage, seconds) as seconds
    from (select e.dealer_id, e.sale_id, e.stage_before as stage, sum(e.duration_seconds) as seconds
            from app.events e
           where e.subject_kind = 'sale' and e.stage_before <> e.stage_after and e.duration_seconds is not null
           group by 1, 2, 3) each group by 1, 2)
update app.sales s set state = s.state || jsonb_build_object(
    'furthest', (array['inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery', 'after-sales'])[
       greatest(coalesce(r.furthest, 1), case when s.state ->> 'contract' is not null then 5 else 1 end)],
    'stageSeconds', coalesce(d.seconds, '{}'))
  from app.sales known
  left join reached r on r.dealer_id = known.dealer_id and r.sale_id = known.id
  left join stayed d on d.dealer_id = known.dealer_id and d.sale_id = known.id
 where known.dealer_id = s.dealer_id and known.id = s.id;

alter table app.sales add column furthest_stage text not null default 'inquiry'
  check (furthest_stage in ('inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery', 'after-sales'));
alter table app.sales add column contracted_on date;
update app.sales s set furthest_stage = s.state ->> 'furthest',
  contracted_on = ((s.state -> 'contract' ->> 'signedAt')::timestamptz at time zone coalesce(
    (select a.time_zone from app.organisations o join app.organisations a on a.id = any(o.ancestor_ids)
      where o.id = s.dealer_id and a.time_zone is not null
      order by array_position(o.ancestor_ids, a.id) desc limit 1), 'Asia/Shanghai'))::date;
create index sales_by_inquiry on app.sales (dealer_id, inquired_on) where inquired_on is not null;
create index sales_by_contract on app.sales (dealer_id, contracted_on) where contracted_on is not null;
create index sales_by_end on app.sales (dealer_id, closed_on) where closed_on is not null;

-- Counted sales, by month of one store. Each row stands for a slice of the month: all of it, one owner, one source, or
-- an owner's sales of one source; what a slice does not tell apart holds the zero id or no text. A month is counted
-- again as a whole when a sale of it has changed, never patched.
create table app.sale_cohorts (
  dealer_id uuid not null references app.organisations (id),
  month date not null, -- of the inquiry
  slice text not null check (slice in ('all', 'owner', 'source', 'both')),
  owner_id uuid not null,
  source text not null,
  inquiries integer not null,
  showings integer not null, -- reached this stage or a later one
  test_drives integer not null,
  negotiations integer not null,
  contracts integer not null,
  deliveries integer not null,
  handed_over integer not null,
  open integer not null,
  lost integer not null,
  cancelled integer not null,
  primary key (dealer_id, month, slice, owner_id, source)
);
comment on table app.sale_cohorts is '@tenant how far the sales of a month of inquiry came';
call app.wall('app.sale_cohorts', 'select, insert, delete');

create table app.sale_months (
  dealer_id uuid not null references app.organisations (id),
  month date not null,
  slice text not null check (slice in ('all', 'owner', 'source', 'both')),
  owner_id uuid not null,
  source text not null,
  currency text not null, -- none where no amount is known
  contracts integer not null,
  contracts_minor bigint not null,
  deliveries integer not null,
  deliveries_minor bigint not null,
  primary key (dealer_id, month, slice, owner_id, source, currency)
);
comment on table app.sale_months is '@tenant contracts signed and cars delivered in a month';
call app.wall('app.sale_months', 'select, insert, delete');

create table app.sale_endings (
  dealer_id uuid not null references app.organisations (id),
  month date not null, -- of the end
  slice text not null check (slice in ('all', 'owner', 'source', 'both')),
  owner_id uuid not null,
  source text not null,
  stage text not null check (stage in ('lost', 'cancelled')),
  reason text not null,
  sales integer not null,
  primary key (dealer_id, month, slice, owner_id, source, stage, reason)
);
comment on table app.sale_endings is '@tenant why the sales that ended in a month ended';
call app.wall('app.sale_endings', 'select, insert, delete');

-- Durations in buckets, eight to each doubling from a minute up.
create table app.stage_times (
  dealer_id uuid not null references app.organisations (id),
  month date not null, -- of the inquiry
  slice text not null check (slice in ('all', 'owner', 'source', 'both')),
  owner_id uuid not null,
  source text not null,
  stage text not null,
  bucket smallint not null,
  sales integer not null,
  primary key (dealer_id, month, slice, owner_id, source, stage, bucket)
);
comment on table app.stage_times is '@tenant how long the sales of a month of inquiry stayed in a stage that they left';
call app.wall('app.stage_times', 'select, insert, delete');

-- Written with each change of a sale that moves a count, read and emptied by the counting.
create table app.stale_months (
  dealer_id uuid not null references app.organisations (id),
  month date not null,
  sale_id uuid not null,
  sequence integer not null, -- of the sale's event that made it so
  primary key (dealer_id, month, sale_id, sequence)
);
comment on table app.stale_months is '@tenant months whose counts a change of a sale made old';
call app.wall('app.stale_months', 'select, insert, delete');
insert into app.stale_months
  select distinct s.dealer_id, date_trunc('month', day)::date, '00000000-0000-0000-0000-000000000000'::uuid, 0
    from app.sales s cross join unnest(array[s.inquired_on, s.contracted_on, s.delivered_on, s.closed_on]) as day
   where day is not null;
