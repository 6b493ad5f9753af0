import type pg from 'pg'

/** The schemas that our migrations make; the queue's belongs to graphile-worker. */
export const dumpedSchemas = ['platform', 'auth', 'app']

/** Describes the schema as SQL to read and to compare, in a fixed order, from PostgreSQL's own catalogue
 *  (pg_dump is not among the packaged programs, and an older one refuses a newer server). Partitions are left
 *  out: they depend on the month. The owner, whose name differs between servers, is called `owner`. */
export async function dumpSchema(client: pg.Client): Promise<string> {
  const { rows: owners } = await client.query<{ name: string }>('select quote_ident(current_user) as name')
  const sections: string[] = []
  for (const statement of [extensions, schemas, routines, tables, indexes, policies, grants, comments]) {
    const values = statement.includes('$1') ? [dumpedSchemas] : []
    const { rows } = await client.query<{ text: string }>(statement, values)
    sections.push(rows.map(row => row.text).join('\n'))
  }
  const text = sections.filter(Boolean).join('\n\n')
  const owner = new RegExp(`(?<=\\b(?:to|TO|for) )${owners[0]?.name ?? ''}\\b`, 'g')
  return `-- Written by \`npm run schema\` from the migrations; read it, do not edit it.\n\n${text.replace(owner, 'owner')}\n`
}

const extensions = `
  select format('create extension %I;', extname) as text
    from pg_extension where extname <> 'plpgsql' order by extname`

const schemas = `
  select format('create schema %I;', nspname) as text
    from pg_namespace where nspname = any($1) order by array_position($1, nspname::text)`

const routines = `
  select pg_get_functiondef(p.oid) || ';' as text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname = any($1) and p.prokind in ('f', 'p')
   order by array_position($1, n.nspname::text), p.proname, pg_get_function_identity_arguments(p.oid)`

const tables = `
  select e'\\ncreate ' || case c.relkind when 'v' then 'view ' else 'table ' end || c.oid::regclass || e' (\\n' ||
         concat_ws(e',\\n', columns.text, constraints.text) || e'\\n)' ||
         coalesce(' partition by ' || pg_get_partkeydef(c.oid), '') ||
         case when c.relkind = 'v' then e' as\\n' || pg_get_viewdef(c.oid) else ';' end ||
         case when c.relrowsecurity then e'\\nalter table ' || c.oid::regclass || ' enable row level security;' else '' end ||
         case when c.relforcerowsecurity then e'\\nalter table ' || c.oid::regclass || ' force row level security;' else '' end
         as text
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join lateral (
      select string_agg(
               '  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) ||
               coalesce(' collate ' || collation_of.name, '') ||
               case when a.attnotnull then ' not null' else '' end ||
               case when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                    else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end ||
               case a.attidentity when '' then '' else ' generated as identity' end,
               e',\\n' order by a.attnum) as text
        from pg_attribute a
        join pg_type t on t.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        left join lateral (
          select quote_ident(l.collname) as name from pg_collation l
           where l.oid = a.attcollation and a.attcollation <> t.typcollation) as collation_of on true
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns on true
    left join lateral (
      select string_agg('  constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid),
               e',\\n' order by position(k.contype::text in 'pufcx'), k.conname) as text
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')) as constraints on true
   where n.nspname = any($1) and c.relkind in ('r', 'p', 'v') and not c.relispartition
   order by array_position($1, n.nspname::text), c.relname`

const indexes = `
  select pg_get_indexdef(i.indexrelid) || ';' as text
    from pg_index i
    join pg_class t on t.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
    join pg_namespace n on n.oid = t.relnamespace
   where n.nspname = any($1) and not t.relispartition
     and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
   order by array_position($1, n.nspname::text), t.relname, x.relname`

const policies = `
  select format('create policy %I on %s%s for %s to %s%s%s;', p.polname, p.polrelid::regclass,
           case when p.polpermissive then '' else ' as restrictive' end,
           case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
           coalesce((select string_agg(quote_ident(rolname), ', ' order by rolname) from pg_roles where oid = any(p.polroles)), 'public'),
           ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
           ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') as text
    from pg_policy p
    join pg_class c on c.oid = p.polrelid
    join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = any($1) and not c.relispartition
   order by array_position($1, n.nspname::text), c.relname, p.polname`

// Everybody's execute on functions and the owner's own privileges are PostgreSQL's defaults.
const grants = `
  with objects as (
    select 1 as rank, nspname as schema, 'schema ' || quote_ident(nspname) as name, nspacl as acl, nspowner as owner,
           null::text as column_name from pg_namespace
    union all
    select 2, n.nspname, c.oid::regclass::text, c.relacl, c.relowner, null
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where not c.relispartition
    union all
    select 3, n.nspname, c.oid::regclass::text, a.attacl, c.relowner, a.attname
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where not c.relispartition and not a.attisdropped
    union all
    select 4, n.nspname, 'routine ' || p.oid::regprocedure, p.proacl, p.proowner, null
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace)
  select format('grant %s%s on %s to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type),
           ' (' || quote_ident(column_name) || ')', name, coalesce(quote_ident(rolname), 'public')) as text
    from objects cross join lateral aclexplode(acl) as granted
    left join pg_roles on pg_roles.oid = granted.grantee
   where schema = any($1) and granted.grantee <> owner
   group by rank, schema, name, column_name, rolname
   order by rank, array_position($1, schema::text), name, column_name nulls first, rolname nulls first`

const comments = `
  select format('comment on %s %s%s is %L;',
           case when d.objsubid > 0 then 'column' when c.relkind = 'v' then 'view' when c.relkind = 'i' then 'index' else 'table' end,
           c.oid::regclass, '.' || quote_ident(a.attname), d.description) as text
    from pg_description d
    join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
   where n.nspname = any($1) and not c.relispartition
   order by array_position($1, n.nspname::text), c.relname, d.objsubid`
