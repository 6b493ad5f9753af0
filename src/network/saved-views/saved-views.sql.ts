import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ViewQuery } from './saved-views.contract.ts'

export interface SavedViewRow {
  readonly id: string
  readonly dealerId: string
  readonly screen: string
  readonly name: string
  readonly reach: 'private' | 'team'
  readonly staffId: string
  readonly staffName: string
  readonly query: ViewQuery
  readonly isDefault: boolean
  readonly version: number
  readonly createdAt: string
}

/** One person's views of a screen, and those of the team; private ones first, in the order they were made. */
export async function findSavedViews(
  tx: Tx,
  organisationId: string,
  staffId: string,
  screen: string,
): Promise<SavedViewRow[]> {
  const { rows } = await sql<SavedViewRow>`
    select ${columns} from saved_views v join staff author on author.id = v.staff_id
     where v.dealer_id = ${organisationId} and v.screen = ${screen} and v.deleted_at is null
       and (v.reach = 'team' or v.staff_id = ${staffId})
     order by v.reach = 'team', v.id limit ${viewsMax * 2}`.execute(tx)
  return rows
}

/** What one person may keep for one screen. */
export const viewsMax = 50

export async function findSavedView(
  tx: Tx,
  organisationId: string,
  staffId: string,
  id: string,
): Promise<SavedViewRow | undefined> {
  const { rows } = await sql<SavedViewRow>`
    select ${columns} from saved_views v join staff author on author.id = v.staff_id
     where v.dealer_id = ${organisationId} and v.id = ${id} and v.deleted_at is null
       and (v.reach = 'team' or v.staff_id = ${staffId})`.execute(tx)
  return rows[0]
}

const columns = sql`v.id, v.dealer_id as "dealerId", v.screen, v.name, v.reach, v.staff_id as "staffId",
  author.name as "staffName", v.query, v.is_default as "isDefault", v.version, v.created_at as "createdAt"`

export async function countViewsOf(
  tx: Tx,
  organisationId: string,
  staffId: string,
  screen: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from saved_views
     where dealer_id = ${organisationId} and screen = ${screen} and staff_id = ${staffId} and deleted_at is null`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

export interface NewView {
  readonly id: string
  readonly dealerId: string
  readonly screen: string
  readonly name: string
  readonly reach: 'private' | 'team'
  readonly staffId: string
  readonly query: ViewQuery
  readonly isDefault: boolean
  readonly now: Date
}

export async function insertSavedView(tx: Tx, view: NewView): Promise<void> {
  await tx
    .insertInto('saved_views')
    .values({
      dealer_id: view.dealerId,
      id: view.id,
      screen: view.screen,
      name: view.name,
      reach: view.reach,
      staff_id: view.staffId,
      query: JSON.stringify(view.query),
      is_default: view.isDefault,
      created_at: view.now.toISOString(),
    })
    .execute()
}

export interface ViewChange {
  readonly name?: string
  readonly reach?: 'private' | 'team'
  readonly query?: ViewQuery
  readonly isDefault?: boolean
  readonly deletedAt?: Date
}

/** @returns the version made, or undefined when the view has moved on from the expected one */
export async function updateSavedView(
  tx: Tx,
  { dealerId, id, version }: Pick<SavedViewRow, 'dealerId' | 'id' | 'version'>,
  { name, reach, query, isDefault, deletedAt }: ViewChange,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('saved_views')
    .set({
      ...(name !== undefined && { name }),
      ...(reach !== undefined && { reach }),
      ...(query !== undefined && { query: JSON.stringify(query) }),
      ...(isDefault !== undefined && { is_default: isDefault }),
      ...(deletedAt !== undefined && { deleted_at: deletedAt.toISOString() }),
      version: version + 1,
    })
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('deleted_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** A person has one default of their own for a screen, a team one of the team's. */
export async function endOtherDefaults(
  tx: Tx,
  { dealerId, id, screen, reach, staffId }: Omit<NewView, 'name' | 'query' | 'isDefault' | 'now'>,
): Promise<void> {
  await sql`
    update saved_views set is_default = false, version = version + 1
     where dealer_id = ${dealerId} and screen = ${screen} and reach = ${reach} and is_default and id <> ${id}
       and (reach = 'team' or staff_id = ${staffId})`.execute(tx)
}
