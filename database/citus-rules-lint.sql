-- The schema can be sharded by dealer_id: run after the migrations, zero rows is the pass.
-- Every table of schema app carries its kind in its comment: @tenant, @reference, @global or @local.
with tables as (
  select c.oid, c.relname, c.relkind, c.relispartition, c.relrowsecurity, c.relforcerowsecurity, c.relacl,
         substring(coalesce(obj_description(c.oid, 'pg_class'), '') from '^@(tenant|reference|global|local)\M') as tag
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'app' and c.relkind in ('r', 'p')),
tenant as (
  select t.*, a.attnum as dealer, a.attnotnull
    from tables t left join pg_attribute a on a.attrelid = t.oid and a.attname = 'dealer_id' and not a.attisdropped
   where t.tag = 'tenant'),
keys as (
  select t.relname, t.dealer, i.indexrelid, i.indisprimary,
         (i.indkey::int2[])[0:i.indnkeyatts - 1] as key_columns
    from tenant t join pg_index i on i.indrelid = t.oid
   where i.indisunique or i.indisexclusion or i.indisprimary)
select relname::text, 'has no tag in its comment' as violation from tables where tag is null
union all
select relname, 'tenant table without dealer_id' from tenant where dealer is null
union all
select relname, 'dealer_id may be null' from tenant where dealer is not null and not attnotnull
union all
select relname, 'no primary key' from tenant t
 where not exists (select 1 from pg_index i where i.indrelid = t.oid and i.indisprimary)
union all
select relname, 'dealer_id is not first in the primary key' from keys
 where indisprimary and key_columns[1] is distinct from dealer
union all
select relname, 'unique or exclusion key without dealer_id: ' || indexrelid::regclass from keys
 where not dealer = any(key_columns)
union all
select relname, 'row-level security is not enabled and forced' from tenant where not (relrowsecurity and relforcerowsecurity)
union all
select relname, 'no policy for the runtime role' from tenant t
 where not relispartition and not exists (select 1 from pg_policy p where p.polrelid = t.oid
   and p.polroles @> array[(select oid from pg_roles where rolname = 'forecourt_app')])
union all
select relname, 'a partition is granted: it bypasses its parent''s policy' from tables t
 where relispartition and exists (select 1 from aclexplode(t.relacl) g join pg_roles r on r.oid = g.grantee
   where r.rolname in ('forecourt_app', 'forecourt_reader') )
union all
select relname, 'a partition is granted to everybody' from tables t
 where relispartition and exists (select 1 from aclexplode(t.relacl) g where g.grantee = 0)
union all
select t.relname, 'foreign key without dealer_id: ' || k.conname
  from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join tenant f on f.oid = k.confrelid
 where not exists (select 1 from generate_subscripts(k.conkey, 1) s where k.conkey[s] = t.dealer and k.confkey[s] = f.dealer)
union all
select t.relname, 'foreign key sets null or default: ' || k.conname
  from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
 where k.confdeltype in ('n', 'd') or k.confupdtype in ('n', 'd')
union all
select s.relname, 'refers to a tenant table: ' || k.conname
  from tables s join pg_constraint k on k.conrelid = s.oid and k.contype = 'f' join tenant f on f.oid = k.confrelid
 where s.tag is distinct from 'tenant'
union all
select t.relname, 'refers to a global table: ' || k.conname
  from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join tables f on f.oid = k.confrelid
 where f.tag = 'global'
union all
select t.relname, 'trigger: ' || g.tgname from tables t join pg_trigger g on g.tgrelid = t.oid
 where not g.tgisinternal and t.tag is distinct from 'local'
union all
select t.relname, 'identity column: ' || a.attname from tables t join pg_attribute a on a.attrelid = t.oid
 where a.attidentity <> '' and t.tag is distinct from 'local'
union all
select t.relname, 'policy uses a subquery: ' || p.polname from tables t join pg_policy p on p.polrelid = t.oid
 where coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') ilike '%select %'
union all
select t.relname, 'policy uses OR: ' || p.polname from tables t join pg_policy p on p.polrelid = t.oid
 where coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') ~* '\mor\M'
order by 1, 2;
