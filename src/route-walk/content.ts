import { sql } from 'kysely'
import type { ProductServer } from '../testing/product-server.ts'

/** What every table of the product holds, as one hash each. A key's last use is no change of anything. */
export async function contentOf({ owner }: ProductServer): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition`.execute(owner)
  const hashes = tables.rows.map(async ({ name }) => {
    const { rows } = await sql<{ hash: string }>`
      select coalesce(md5(string_agg(each.line, ',' order by each.line)), 'empty') as hash
        from (select (to_jsonb(row) - 'last_used_at')::text as line from ${sql.table(`app.${name}`)} row) each`.execute(
      owner,
    )
    return [name, rows[0]?.hash ?? ''] as const
  })
  return Object.fromEntries(await Promise.all(hashes))
}
