import { sql } from 'kysely'
import { type Noun, type Role, reachOf, roles } from '../../platform/permissions.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Actor } from '../process/action.contract.ts'

/** Roles whose word a discount needs: only such a person stands in for another. */
export const approvers: readonly Role[] = roles.filter(role =>
  reachOf(role, 'approvals' satisfies Noun, 'review'),
)

/** The person with the managers they stand in for on a business date of the store; the same person where none. */
export async function withDeputies(tx: Tx, actor: Actor, dealerId: string, today: string): Promise<Actor> {
  if (actor.id === null || !actor.roles.some(role => approvers.includes(role))) return actor
  const { rows } = await sql<{ staffId: string; roles: Role[] }>`
    select d.delegator_id as "staffId", array_agg(distinct held.role) as roles
      from approval_delegations d
      join staff on staff.id = d.delegator_id and staff.deactivated_at is null
      join staff_roles held on held.staff_id = d.delegator_id and held.organisation_id = d.dealer_id
     where d.dealer_id = ${dealerId} and d.deputy_id = ${actor.id} and d.revoked_at is null
       and d.from_on <= ${today}::date and d.to_on >= ${today}::date
     group by d.delegator_id order by d.delegator_id limit 50`.execute(tx)
  if (rows.length === 0) return actor
  return { ...actor, deputyFor: rows.map(row => ({ ...row, discountLimitBps: null })) }
}

export interface DelegationRow {
  readonly id: string
  readonly dealerId: string
  readonly delegatorId: string
  readonly delegatorName: string
  readonly deputyId: string
  readonly deputyName: string
  readonly fromOn: string
  readonly toOn: string
}

/** Delegations of stores that run now or later, the next to begin first. */
export async function findDelegations(
  tx: Tx,
  dealerIds: readonly string[],
  today: string,
): Promise<DelegationRow[]> {
  const { rows } = await sql<DelegationRow>`
    select d.id, d.dealer_id as "dealerId", d.delegator_id as "delegatorId", delegator.name as "delegatorName",
           d.deputy_id as "deputyId", deputy.name as "deputyName", d.from_on as "fromOn", d.to_on as "toOn"
      from approval_delegations d
      join staff delegator on delegator.id = d.delegator_id
      join staff deputy on deputy.id = d.deputy_id
     where d.dealer_id = any(${dealerIds}::uuid[]) and d.revoked_at is null and d.to_on >= ${today}::date
     order by d.from_on, d.id limit 100`.execute(tx)
  return rows
}

export interface NewDelegation {
  readonly id: string
  readonly dealerId: string
  readonly delegatorId: string
  readonly deputyId: string
  readonly fromOn: string
  readonly toOn: string
}

export async function insertDelegation(
  tx: Tx,
  delegation: NewDelegation,
  by: { staffId: string; now: Date },
): Promise<void> {
  const { id, dealerId, delegatorId, deputyId, fromOn, toOn } = delegation
  await tx
    .insertInto('approval_delegations')
    .values({
      id,
      dealer_id: dealerId,
      delegator_id: delegatorId,
      deputy_id: deputyId,
      from_on: fromOn,
      to_on: toOn,
      created_by: by.staffId,
      created_at: by.now.toISOString(),
    })
    .execute()
}

/** @param ownOnly a person who may end only what is about themselves
 *  @returns the store, or undefined where nothing of the kind runs */
export async function revokeDelegation(
  tx: Tx,
  id: string,
  dealerIds: readonly string[],
  by: { staffId: string; now: Date; ownOnly: readonly string[] },
): Promise<{ dealerId: string } | undefined> {
  const { rows } = await sql<{ dealerId: string }>`
    update approval_delegations set revoked_by = ${by.staffId}, revoked_at = ${by.now.toISOString()}
     where id = ${id} and dealer_id = any(${dealerIds}::uuid[]) and revoked_at is null
       and (dealer_id <> all(${by.ownOnly}::uuid[]) or delegator_id = ${by.staffId} or deputy_id = ${by.staffId})
     returning dealer_id as "dealerId"`.execute(tx)
  return rows[0]
}

/** Whether a person decides at a store now: active, and in one of those roles. */
export async function isApproverAt(tx: Tx, staffId: string, dealerId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from staff join staff_roles held on held.staff_id = staff.id
     where staff.id = ${staffId} and staff.deactivated_at is null and held.organisation_id = ${dealerId}
       and held.role = any(${[...approvers]}::text[]) limit 1`.execute(tx)
  return rows.length === 1
}

/** Who decides at a store, by name. */
export async function findApprovers(
  tx: Tx,
  dealerIds: readonly string[],
): Promise<{ id: string; name: string; dealerId: string }[]> {
  const { rows } = await sql<{ id: string; name: string; dealerId: string }>`
    select distinct staff.id, staff.name, held.organisation_id as "dealerId"
      from staff join staff_roles held on held.staff_id = staff.id
     where staff.deactivated_at is null and held.organisation_id = any(${dealerIds}::uuid[])
       and held.role = any(${[...approvers]}::text[])
     order by staff.name, staff.id limit 200`.execute(tx)
  return rows
}
