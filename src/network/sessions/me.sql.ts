import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly username: string | null
  readonly locale: 'zh' | 'en'
}

export async function findPerson(tx: Tx, id: string): Promise<Person> {
  return tx
    .selectFrom('staff')
    .select(['id', 'name', 'username', 'locale'])
    .where('id', '=', id)
    .$narrowType<{ locale: 'zh' | 'en' }>()
    .executeTakeFirstOrThrow()
}

export async function updateLocale(tx: Tx, id: string, locale: 'zh' | 'en'): Promise<void> {
  await tx.updateTable('staff').set({ locale }).where('id', '=', id).execute()
}

export async function findHome(tx: Tx, staffId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('staff')
    .select('organisation_id as organisationId')
    .where('id', '=', staffId)
    .executeTakeFirst()
  return row?.organisationId
}

export async function isDemo(tx: Tx): Promise<boolean> {
  const row = await tx.selectFrom('installation').select('demo').executeTakeFirst()
  return row?.demo ?? false
}

/** Where what was tried with an account is recorded: at its home, or at the root for a name that nobody has. */
export async function findTried(
  tx: Tx,
  { username, staffId }: { readonly username?: string; readonly staffId?: string | undefined },
): Promise<{ dealerId: string | null; subjectId: string | null }> {
  const { rows } = await sql<{ dealerId: string; subjectId: string | null }>`
    select coalesce(person.organisation_id, root.id) as "dealerId", person.id as "subjectId"
    from app.organisations root
    left join app.staff person on person.username = ${username ?? null} or person.id = ${staffId ?? null}::uuid
    where root.parent_id is null
    order by root.id limit 1`.execute(tx)
  return rows[0] ?? { dealerId: null, subjectId: null }
}
