import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { Sale } from '../process/sale.contract.ts'
import { type SaleLineRow, saleLineColumns, saleLineJoins } from '../sales/sale-line-columns.sql.ts'

export interface DeliveryRow extends SaleLineRow {
  readonly state: Sale
  readonly inStock: boolean
  /** null: none; of a delivery that is done, the one that was kept */
  readonly appointmentId: string | null
  readonly startsAt: string | null
  readonly isAgreed: boolean | null
  readonly delivererId: string | null
  readonly delivererName: string | null
}

const reached = (scope: Scope) =>
  within(scope, 's.dealer_id', 's.owner_id', sql<boolean>`s.stage = 'after-sales'`)
const carColumns = sql`s.state, coalesce(e.state = 'in-stock', false) as "inStock"`

/** Appointments of some days that stand or were kept, by the hour. */
export async function findAppointments(
  tx: Tx,
  scope: Scope,
  { from, to }: { from: string; to: string },
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select ${saleLineColumns}, ${carColumns}, a.id as "appointmentId", a.starts_at as "startsAt",
           a.is_agreed as "isAgreed", a.deliverer_id as "delivererId", deliverer.name as "delivererName"
      from delivery_appointments a
      cross join lateral (select * from sales s where s.dealer_id = a.dealer_id and s.id = a.sale_id limit 1) s
      join staff deliverer on deliverer.id = a.deliverer_id ${saleLineJoins}
     where ${reached(scope)} and a.state <> 'cancelled'
       and a.starts_at >= ${from}::timestamptz and a.starts_at < ${to}::timestamptz
     order by a.starts_at, a.id limit 200`.execute(tx)
  return rows
}

/** Sales whose car is named and that nobody has agreed a day for; the longest waiting first. */
export async function findUnappointed(tx: Tx, scope: Scope): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select ${saleLineColumns}, ${carColumns}, null::uuid as "appointmentId", null::timestamptz as "startsAt",
           null::boolean as "isAgreed", null::uuid as "delivererId", null::text as "delivererName"
      from (select s.* from sales s
             where ${reached(scope)} and s.delivered_on is null and s.episode_id is not null
               and s.stage in ('contract', 'delivery')
               and not exists (select from delivery_appointments a
                                where a.dealer_id = s.dealer_id and a.sale_id = s.id and a.state = 'booked')
             order by s.stage_since nulls last, s.id limit 50) s ${saleLineJoins}
     order by s.stage_since nulls last, s.id`.execute(tx)
  return rows
}

/** The delivery of one sale. */
export async function findDelivery(tx: Tx, scope: Scope, saleId: string): Promise<DeliveryRow | undefined> {
  const { rows } = await sql<DeliveryRow>`
    select ${saleLineColumns}, ${carColumns}, a.id as "appointmentId", a.starts_at as "startsAt",
           a.is_agreed as "isAgreed", a.deliverer_id as "delivererId", deliverer.name as "delivererName"
      from sales s ${saleLineJoins}
      left join lateral (select * from delivery_appointments a where a.dealer_id = s.dealer_id and a.sale_id = s.id
                          and a.state <> 'cancelled' order by a.booked_at desc limit 1) a on true
      left join staff deliverer on deliverer.id = a.deliverer_id
     where s.id = ${saleId} and ${reached(scope)}`.execute(tx)
  return rows[0]
}

export interface RoleHolder {
  readonly dealerId: string
  readonly role: string
  readonly id: string
  readonly name: string
}

/** Where one person alone holds a role at a store, what the role owes is that person's. */
export async function findSoleHolders(tx: Tx, dealerIds: readonly string[]): Promise<RoleHolder[]> {
  const { rows } = await sql<RoleHolder>`
    select r.organisation_id as "dealerId", r.role, min(p.id::text)::uuid as id, min(p.name) as name
      from staff_roles r join staff p on p.id = r.staff_id and p.deactivated_at is null
     where r.organisation_id = any(${dealerIds}::uuid[]) and r.role in ('finance', 'inventory-manager')
     group by r.organisation_id, r.role having count(distinct p.id) = 1`.execute(tx)
  return rows
}
