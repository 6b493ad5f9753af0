import { sql } from 'kysely'
import type { Role } from '../../platform/permissions.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Position } from '../../platform/server/page.ts'
import type { RoleAt } from './roles.rules.ts'
import type { Staff } from './staff.contract.ts'

const columns = sql`
  person.id, person.organisation_id as "organisationId", person.name, person.username, person.locale,
  person.user_id is not null as "canSignIn", person.deactivated_at as "deactivatedAt",
  person.created_at as "createdAt", person.version, person.name_search as "nameSearch",
  (select coalesce(jsonb_agg(jsonb_build_object('role', held.role, 'organisationId', held.organisation_id)
      order by held.organisation_id, held.role), '[]')
    from staff_roles held where held.staff_id = person.id) as roles`

type StaffRow = Staff & { nameSearch: string }

export interface StaffFilter {
  readonly organisationIds: readonly string[]
  readonly role?: Role
  readonly state: 'active' | 'deactivated' | 'any'
  readonly text?: string
  readonly after: Position | null
  readonly limit: number
}

/** One row more than the page holds, so that it knows whether another follows. */
export async function listStaff(tx: Tx, filter: StaffFilter): Promise<StaffRow[]> {
  const { organisationIds, role, state, text, after, limit } = filter
  const tests = [sql`person.organisation_id = any(${organisationIds}::uuid[])`]
  if (state !== 'any') tests.push(sql`(person.deactivated_at is null) = ${state === 'active'}`)
  if (role)
    tests.push(
      sql`exists (select from staff_roles held where held.staff_id = person.id and held.role = ${role})`,
    )
  if (text) {
    const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    tests.push(sql`(person.name_search like ${pattern} or person.username like ${pattern})`)
  }
  if (after) tests.push(sql`(person.name_search collate "C", person.id) > (${after.value}, ${after.id})`)
  const found = await sql<StaffRow>`
    select ${columns} from staff person where ${sql.join(tests, sql` and `)}
    order by person.name_search collate "C", person.id limit ${limit + 1}`.execute(tx)
  return found.rows
}

export async function findStaff(
  tx: Tx,
  organisationIds: readonly string[],
  id: string,
): Promise<StaffRow | undefined> {
  const found = await sql<StaffRow>`
    select ${columns} from staff person
    where person.id = ${id} and person.organisation_id = any(${organisationIds}::uuid[])`.execute(tx)
  return found.rows[0]
}

export async function findStaffByUsername(tx: Tx, username: string): Promise<StaffRow | undefined> {
  const found = await sql<StaffRow>`
    select ${columns} from staff person where person.username = ${username}`.execute(tx)
  return found.rows[0]
}

export interface NewStaff {
  readonly id: string
  readonly organisationId: string
  readonly username: string
  readonly name: string
  readonly nameSearch: string
  readonly locale: 'zh' | 'en'
  readonly at: Date
}

export async function insertStaff(tx: Tx, made: NewStaff): Promise<void> {
  await tx
    .insertInto('staff')
    .values({
      id: made.id,
      organisation_id: made.organisationId,
      username: made.username,
      name: made.name,
      name_search: made.nameSearch,
      locale: made.locale,
      created_at: made.at.toISOString(),
    })
    .execute()
}

export interface StaffEdit {
  readonly name?: string
  readonly nameSearch?: string
  readonly username?: string
  readonly locale?: 'zh' | 'en'
  readonly organisationId?: string
  readonly deactivatedAt?: Date | null
}

/** Makes the next version from the given one.  @returns false when somebody else already did */
export async function updateStaff(tx: Tx, id: string, version: number, edit: StaffEdit): Promise<boolean> {
  const { name, nameSearch, username, locale, organisationId, deactivatedAt } = edit
  const done = await tx
    .updateTable('staff')
    .set({
      version: version + 1,
      ...(name !== undefined && { name }),
      ...(nameSearch !== undefined && { name_search: nameSearch }),
      ...(username !== undefined && { username }),
      ...(locale !== undefined && { locale }),
      ...(organisationId !== undefined && { organisation_id: organisationId }),
      ...(deactivatedAt !== undefined && { deactivated_at: deactivatedAt?.toISOString() ?? null }),
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function insertRoles(
  tx: Tx,
  staffId: string,
  roles: readonly RoleAt[],
  at: Date,
): Promise<void> {
  if (roles.length === 0) return
  await tx
    .insertInto('staff_roles')
    .values(
      roles.map(({ role, organisationId }) => ({
        staff_id: staffId,
        organisation_id: organisationId,
        role,
        granted_at: at.toISOString(),
      })),
    )
    .execute()
}

export async function deleteRoles(tx: Tx, staffId: string, roles: readonly RoleAt[]): Promise<void> {
  for (const { role, organisationId } of roles)
    await tx
      .deleteFrom('staff_roles')
      .where('staff_id', '=', staffId)
      .where('organisation_id', '=', organisationId)
      .where('role', '=', role)
      .execute()
}

/** Administrators of the whole network who can sign in, but for one person. */
export async function countOtherAdministrators(tx: Tx, staffId: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(distinct person.id)::int as count
    from staff_roles held
    join staff person on person.id = held.staff_id and person.deactivated_at is null and person.user_id is not null
    join organisations root on root.id = held.organisation_id and root.parent_id is null
    where held.role = 'administrator' and person.id <> ${staffId}`.execute(tx)
  return found.rows[0]!.count
}

export async function findRoot(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom('organisations')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  return row?.id
}
