-- Many cars at once: what claim_vin does for one. Answers a row for each VIN, never which dealer.
create function app.claim_vins(p_vins text[], p_dealer uuid, p_episodes uuid[], p_at timestamptz)
  returns table (claimed_vin text, claim text)
  language plpgsql security definer set search_path = app, pg_temp
  as $$
  begin
    if not p_dealer = any(app.dealers()) then raise exception 'dealer % is out of scope', p_dealer using errcode = '42501'; end if;
    return query
      with asked as (
        select given.vin, given.episode from unnest(p_vins, p_episodes) as given (vin, episode)
      ), won as (
        insert into app.vin_registry (vin, dealer_id, episode_id, version, held_since)
          select asked.vin, p_dealer, asked.episode, 1, p_at from asked order by asked.vin
          on conflict (vin) do nothing returning vin_registry.vin
      )
      select asked.vin, case when won.vin is not null then 'claimed'
                             when holder.dealer_id = p_dealer then 'held-here' else 'held-elsewhere' end
        from asked
        left join won on won.vin = asked.vin
        left join app.vin_registry holder on holder.vin = asked.vin;
  end $$;

-- Which of these VINs are held, for a preview: the same answers, nothing taken.
create function app.held_vins(p_vins text[], p_dealer uuid) returns table (held_vin text, held text)
  language plpgsql stable security definer set search_path = app, pg_temp
  as $$
  begin
    if not p_dealer = any(app.dealers()) then raise exception 'dealer % is out of scope', p_dealer using errcode = '42501'; end if;
    return query
      select holder.vin, case when holder.dealer_id = p_dealer then 'held-here' else 'held-elsewhere' end
        from app.vin_registry holder where holder.vin = any(p_vins);
  end $$;
revoke all on function app.claim_vins(text[], uuid, uuid[], timestamptz), app.held_vins(text[], uuid) from public;
grant execute on function app.claim_vins(text[], uuid, uuid[], timestamptz), app.held_vins(text[], uuid) to forecourt_app;

-- Imported rows without a reference of their own are known again by their contents.
alter table app.customers add column import_key text;
alter table app.leads add column import_key text;
alter table app.sales add column import_key text;
create unique index customers_import_key on app.customers (dealer_id, import_key) where import_key is not null;
create unique index leads_import_key on app.leads (dealer_id, import_key) where import_key is not null;
create unique index sales_import_key on app.sales (dealer_id, import_key) where import_key is not null;

-- What an import's file holds, what it did, and where a run stands: a server that died goes on from there.
alter table app.imports
  add column inspection jsonb not null default '{}',
  add column result jsonb,
  add column checkpoint jsonb;
create index imports_newest on app.imports (dealer_id, id desc);

create table app.import_rejects (
  dealer_id uuid not null,
  import_id uuid not null,
  first_byte integer not null check (first_byte >= 0), -- of the whole, so that a batch done twice is kept once
  lines bytea not null,
  primary key (dealer_id, import_id, first_byte),
  foreign key (dealer_id, import_id) references app.imports (dealer_id, id)
);
comment on table app.import_rejects is '@tenant refused rows of a run under way, one JSON document a line, by batch';
call app.wall('app.import_rejects', 'select, insert, delete');
