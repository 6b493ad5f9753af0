import { sql } from 'kysely'
import type { Role } from '../../platform/permissions.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { insertRows, updateRows } from '../../platform/server/database/set-writes.ts'

export interface KnownStaff {
  readonly id: string
  readonly name: string
  readonly username: string | null
  readonly externalRef: string | null
  readonly canSignIn: boolean
  readonly active: boolean
  readonly version: number
  /** held at the store itself */
  readonly roles: readonly Role[]
}

/** Everybody who works at a store, those who left last. */
export async function readStaffOf(tx: Tx, dealerId: string): Promise<KnownStaff[]> {
  const { rows } = await sql<KnownStaff>`
    select person.id, person.name, person.username, person.external_ref as "externalRef",
           person.user_id is not null as "canSignIn", person.deactivated_at is null as active, person.version,
           array(select held.role from staff_roles held
                  where held.staff_id = person.id and held.organisation_id = ${dealerId}) as roles
      from staff person
     where person.organisation_id = ${dealerId}
     order by (person.deactivated_at is null) desc, person.id`.execute(tx)
  return rows
}

export interface ImportedStaff {
  readonly id: string
  readonly name: string
  readonly nameSearch: string
  readonly externalRef: string
}

export async function insertImportedStaff(
  tx: Tx,
  organisationId: string,
  people: readonly ImportedStaff[],
  now: Date,
): Promise<void> {
  await insertRows(
    tx,
    'staff',
    people.map(({ id, name, nameSearch, externalRef }) => ({
      id,
      organisation_id: organisationId,
      name,
      name_search: nameSearch,
      external_ref: externalRef,
      locale: 'zh',
      version: 1,
      created_at: now.toISOString(),
    })),
  )
}

export async function renameStaff(
  tx: Tx,
  people: readonly (ImportedStaff & { readonly version: number })[],
): Promise<void> {
  const rows = people.map(({ id, version, name, nameSearch, externalRef }) => ({
    ...{ id, version, name, name_search: nameSearch },
    external_ref: externalRef,
  }))
  await updateRows(tx, 'staff', rows, ['id', 'version'])
}

export async function grantRoles(
  tx: Tx,
  organisationId: string,
  grants: readonly { readonly staffId: string; readonly role: Role }[],
  now: Date,
): Promise<void> {
  await insertRows(
    tx,
    'staff_roles',
    grants.map(({ staffId, role }) => ({
      staff_id: staffId,
      organisation_id: organisationId,
      role,
      granted_at: now.toISOString(),
    })),
  )
}
