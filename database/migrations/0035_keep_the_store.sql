-- What was chosen when a file was run: a run that begins again after a crash does the same.
alter table app.imports add column choices text[] not null default '{}';
comment on table app.store_rules is '@reference immutable versions of opening hours, holidays, lead rules and letterhead; what is left out is inherited';
