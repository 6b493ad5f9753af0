-- Nothing reads or writes these: a screen's choices live in saved views and the browser, and who invoices comes
-- with the invoices of a later work.
drop table app.preferences;
alter table app.organisations drop column legal_entity_id;
drop table app.legal_entities;
