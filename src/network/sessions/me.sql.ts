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
