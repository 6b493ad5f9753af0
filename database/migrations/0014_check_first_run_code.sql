-- Whoever holds the one-time code may also look at sample data first: that leaves the code unclaimed.
create function app.is_first_run_code(p_code_hash bytea) returns boolean
  language sql stable security definer set search_path = app, pg_temp
  as $$
  select exists (select from installation where first_run_code_hash = p_code_hash and root_id is null)
    and not exists (select from organisations where parent_id is null)
  $$;
revoke all on function app.is_first_run_code from public;
grant execute on function app.is_first_run_code to forecourt_app;
