-- The dearest sales of a store, or of each store of a network, without reading them all; unknown amounts last.
create index sales_by_amount on app.sales (dealer_id, (coalesce(amount_minor, -1)) desc, id desc);
