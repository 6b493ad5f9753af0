import { problem } from '../../platform/problem.ts'
import type { AuditLine } from '../../platform/server/audit.sql.ts'
import { endStreams } from '../../platform/server/auth/access-topic.ts'
import {
  closeAccount,
  openAccount,
  removeSecondFactor,
  renameAccount,
  reopenAccount,
  replacePassword,
} from '../../platform/server/auth/accounts.sql.ts'
import { hashPassword } from '../../platform/server/auth/sign-in.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { revokeKeysOf } from '../api-keys/api-keys.sql.ts'
import { findNode, lockTree } from '../organisations/organisations.sql.ts'
import { nameSearch } from './name-search.ts'
import { makeOneTimePassword } from './one-time-password.ts'
import { type Held, mayGrant, mayManage, type RoleAt, rolesAt } from './roles.rules.ts'
import type { Staff } from './staff.contract.ts'
import {
  countOtherAdministrators,
  deleteRoles,
  findRoot,
  findStaff,
  insertRoles,
  insertStaff,
  type NewStaff,
  type StaffEdit,
  updateStaff,
} from './staff.sql.ts'

/** Who acts on staff, how far they reach, and what they leave behind: a person, or the command line. */
export interface Doer {
  readonly held: readonly Held[]
  /** organisations whose people they may change */
  readonly organisationIds: readonly string[]
  readonly now: Date
  readonly newId: () => string
  readonly audit: (
    line: Pick<AuditLine, 'dealerId' | 'verb' | 'noun' | 'subjectId' | 'facts'>,
  ) => Promise<void>
  readonly announce: (dealerId: string, ...topics: string[]) => void
}

interface Written {
  readonly id: string
  readonly version: number
}

export type Hire = Pick<NewStaff, 'organisationId' | 'username' | 'name' | 'locale'> & {
  readonly roles: readonly RoleAt[]
}

export async function hire(tx: Tx, doer: Doer, made: Hire): Promise<Written & { initialPassword: string }> {
  requireWithin(doer, made.organisationId)
  const roles = distinctRoles(made.roles)
  await requireGrantable(tx, doer, roles)
  const id = doer.newId()
  const initialPassword = makeOneTimePassword()
  const passwordHash = await hashPassword(initialPassword)
  await insertStaff(tx, { ...made, id, nameSearch: nameSearch(made.name), at: doer.now })
  await insertRoles(tx, id, roles, doer.now)
  const { username, name } = made
  await openAccount(tx, { staffId: id, username, name, passwordHash, passwordChangeDue: true, at: doer.now })
  await leaveTrace(doer, made.organisationId, id, 'created', { roles })
  return { id, version: 1, initialPassword }
}

export type PersonEdit = Pick<StaffEdit, 'name' | 'username' | 'locale' | 'organisationId'>

export async function editPerson(
  tx: Tx,
  doer: Doer,
  id: string,
  version: number,
  edit: PersonEdit,
): Promise<Written> {
  const person = await loadManaged(tx, doer, id)
  if (edit.organisationId) {
    requireWithin(doer, edit.organisationId)
    if (!(await findNode(tx, edit.organisationId))) throw problem('request.not-found')
  }
  const fields = (Object.keys(edit) as (keyof PersonEdit)[]).filter(key => edit[key] !== person[key])
  const search = edit.name === undefined ? {} : { nameSearch: nameSearch(edit.name) }
  const next = await writeNext(tx, person, version, { ...edit, ...search })
  const username = edit.username ?? person.username
  if (person.canSignIn && username) await renameAccount(tx, id, username, edit.name ?? person.name, doer.now)
  await leaveTrace(doer, person.organisationId, id, 'edited', { fields, version: next })
  return { id, version: next }
}

export async function giveRoles(
  tx: Tx,
  doer: Doer,
  id: string,
  version: number,
  wanted: readonly RoleAt[],
): Promise<Written> {
  const person = await loadManaged(tx, doer, id)
  const roles = distinctRoles(wanted)
  const added = roles.filter(each => !includes(person.roles, each))
  const removed = person.roles.filter(each => !includes(roles, each))
  await requireGrantable(tx, doer, added)
  await requireAnotherAdministrator(tx, person, removed)
  const next = await writeNext(tx, person, version, {})
  await deleteRoles(tx, id, removed)
  await insertRoles(tx, id, added, doer.now)
  await leaveTrace(doer, person.organisationId, id, 're-roled', {
    fields: ['roles'],
    version: next,
    added,
    removed,
  })
  return { id, version: next }
}

export async function deactivate(tx: Tx, doer: Doer, id: string, version: number): Promise<Written> {
  const person = await loadManaged(tx, doer, id)
  if (person.deactivatedAt) throw problem('staff.inactive')
  await requireAnotherAdministrator(tx, person, person.roles)
  const next = await writeNext(tx, person, version, { deactivatedAt: doer.now })
  await closeAccount(tx, id, doer.now)
  await revokeKeysOf(tx, id, doer.now)
  await leaveTrace(doer, person.organisationId, id, 'deactivated', {
    fields: ['deactivatedAt'],
    version: next,
  })
  return { id, version: next }
}

export async function reactivate(tx: Tx, doer: Doer, id: string, version: number): Promise<Written> {
  const person = await loadManaged(tx, doer, id)
  if (!person.deactivatedAt) throw problem('staff.active')
  const next = await writeNext(tx, person, version, { deactivatedAt: null })
  await reopenAccount(tx, id, doer.now)
  await leaveTrace(doer, person.organisationId, id, 'reactivated', {
    fields: ['deactivatedAt'],
    version: next,
  })
  return { id, version: next }
}

/** Ends all sessions of the person. Opens an account for one who had none. */
export async function givePassword(
  tx: Tx,
  doer: Doer,
  id: string,
  without: { removeSecondFactor: boolean },
): Promise<Written & { initialPassword: string }> {
  const person = await loadManaged(tx, doer, id)
  if (person.deactivatedAt) throw problem('staff.inactive')
  if (!person.username) throw problem('staff.no-username')
  const initialPassword = makeOneTimePassword()
  const passwordHash = await hashPassword(initialPassword)
  const { username, name } = person
  if (person.canSignIn) await replacePassword(tx, id, passwordHash, true, doer.now)
  else
    await openAccount(tx, {
      staffId: id,
      username,
      name,
      passwordHash,
      passwordChangeDue: true,
      at: doer.now,
    })
  if (without.removeSecondFactor) await removeSecondFactor(tx, id, doer.now)
  await leaveTrace(doer, person.organisationId, id, 'reset-password', { ...without })
  return { id, version: person.version, initialPassword }
}

/** @throws Problem request.not-found for a person out of reach, staff.above-you for one who holds more */
export async function loadManaged(tx: Tx, doer: Doer, id: string): Promise<Staff> {
  const person = await findStaff(tx, doer.organisationIds, id)
  if (!person) throw problem('request.not-found')
  if (!mayManage(doer.held, person.roles)) throw problem('staff.above-you')
  return person
}

export function requireWithin(doer: Doer, organisationId: string): void {
  if (!doer.organisationIds.includes(organisationId)) throw problem('request.not-found')
}

export async function requireGrantable(tx: Tx, doer: Doer, roles: readonly RoleAt[]): Promise<void> {
  for (const each of roles) {
    requireWithin(doer, each.organisationId)
    const node = await findNode(tx, each.organisationId)
    if (!node) throw problem('request.not-found')
    if (!rolesAt(node.kind).includes(each.role))
      throw problem('staff.role-elsewhere', { role: each.role, kind: node.kind })
    if (!mayGrant(doer.held, each)) throw problem('staff.role-not-yours', { role: each.role })
  }
}

/** Two administrators who remove each other at once meet at the lock: the second one is the last. */
async function requireAnotherAdministrator(tx: Tx, person: Staff, lost: readonly RoleAt[]): Promise<void> {
  const root = await findRoot(tx)
  if (!lost.some(each => each.role === 'administrator' && each.organisationId === root)) return
  await lockTree(tx)
  if ((await countOtherAdministrators(tx, person.id)) === 0) throw problem('staff.last-administrator')
}

async function writeNext(tx: Tx, person: Staff, version: number, edit: StaffEdit): Promise<number> {
  if (await updateStaff(tx, person.id, version, edit)) return version + 1
  const { id, organisationId } = person
  const now = await findStaff(tx, [organisationId], id)
  return refuseStale(
    tx,
    { dealerIds: [organisationId], noun: 'staff', id, version: now?.version ?? person.version },
    version,
  )
}

/** The audit line, and the word to open streams that what this person may do has changed. */
async function leaveTrace(
  doer: Doer,
  organisationId: string,
  id: string,
  verb: string,
  facts: Record<string, unknown>,
): Promise<void> {
  await doer.audit({ dealerId: organisationId, verb, noun: 'staff', subjectId: id, facts })
  const { topics } = endStreams(id, organisationId)
  doer.announce(organisationId, ...topics, 'staff', `staff:${id}`)
}

export function distinctRoles(roles: readonly RoleAt[]): RoleAt[] {
  return roles.filter((each, index) => roles.findIndex(other => isSame(other, each)) === index)
}

function includes(roles: readonly RoleAt[], wanted: RoleAt): boolean {
  return roles.some(each => isSame(each, wanted))
}

function isSame(one: RoleAt, other: RoleAt): boolean {
  return one.role === other.role && one.organisationId === other.organisationId
}
