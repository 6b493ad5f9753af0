-- What was chosen when a file was run: a run that begins again after a crash does the same.
alter table app.imports add column choices text[] not null default '{}';
comment on table app.store_rules is '@reference immutable versions of opening hours, holidays, lead rules and letterhead; what is left out is inherited';

-- A reminder that found nobody is asked again on another day: each attempt keeps its own row and note.
alter table app.service_reminders add column remind_on date;
drop index app.service_reminders_one_by_sale;
create index service_reminders_by_sale on app.service_reminders (dealer_id, sale_id);
