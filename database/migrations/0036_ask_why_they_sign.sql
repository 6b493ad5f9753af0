-- Why a customer signs is asked with the contract, and counted in the month of its signing beside the reasons of losses.
alter table app.contracts add column win_reason text;
alter table app.sale_endings drop constraint sale_endings_stage_check,
  add constraint sale_endings_stage_check check (stage in ('contract', 'lost', 'cancelled'));
comment on table app.sale_endings is '@tenant why the sales of a month were signed, lost or cancelled';
insert into app.stale_months
  select distinct dealer_id, date_trunc('month', contracted_on)::date, '00000000-0000-0000-0000-000000000000'::uuid, 0
    from app.sales where contracted_on is not null
  on conflict do nothing;

update app.process_definitions set document = document || jsonb_build_object('winReasons',
  '["price", "product", "brand", "test-drive", "service", "delivery-time", "financing", "referral", "other"]'::jsonb);
