-- A rate holds for prices in its own currency, and one rate of a kind at a time: an exact day belongs to one row.
-- A row that ends the day before it begins was withdrawn; it counts on no day and is kept.
alter table app.tax_rates
  add column currency char(3),
  add column created_by uuid references app.staff (id),
  add column created_at timestamptz,
  add check (valid_to >= valid_from - 1),
  add check (reduction_minor_max >= 0),
  add check (length(source) between 1 and 200);
update app.tax_rates set currency = coalesce((select currency from app.organisations where parent_id is null limit 1), 'CNY');
alter table app.tax_rates alter column currency set not null;
alter table app.tax_rates add constraint tax_rates_one_at_a_time exclude using gist
  (tax with =, energy with =, currency with =, daterange(valid_from, valid_to + 1) with &&);

-- What a rate says never changes: only its last day does.
revoke update on app.tax_rates from forecourt_app;
grant update (valid_to, version) on app.tax_rates to forecourt_app;

alter table app.quote_lines drop constraint quote_lines_kind_check;
alter table app.quote_lines add constraint quote_lines_kind_check check (kind in ('accessory', 'compulsory-insurance',
  'commercial-insurance', 'insurance', 'plate', 'purchase-tax', 'gift', 'service', 'other'));

alter table app.quotes
  add column trade_in_minor bigint not null default 0 check (trade_in_minor >= 0),
  add column purchase_tax jsonb; -- as computed, with the rates as they were; null: a quote from before

-- Quotes say what of their total is collected for others. What a sale is worth leaves that out.
update app.sales s
   set state = jsonb_set(s.state, '{quotes}', (
     select jsonb_agg(q.quote || jsonb_build_object('tradeInMinor', 0, 'tax', null, 'passedOnMinor', coalesce((
              select sum(l.amount_minor) from app.quote_lines l
               where l.dealer_id = s.dealer_id and l.quote_id = (q.quote ->> 'id')::uuid
                 and l.kind in ('insurance', 'plate', 'purchase-tax')), 0)) order by q.place)
       from jsonb_array_elements(s.state -> 'quotes') with ordinality q (quote, place)))
 where jsonb_array_length(s.state -> 'quotes') > 0;
update app.sales s
   set amount_minor = (s.state -> 'quotes' -> -1 ->> 'totalMinor')::bigint
                    - (s.state -> 'quotes' -> -1 ->> 'passedOnMinor')::bigint
 where jsonb_array_length(s.state -> 'quotes') > 0 and s.state -> 'contract' ->> 'priceMinor' is null;
