import type { FastifyInstance } from 'fastify'
import { type Colleague, findColleagues } from '../../network/staff/colleagues.sql.ts'
import { rulesOfStore } from '../../network/store-rules/rules-of-store.ts'
import { nextOpenDay } from '../../network/store-rules/working-time.rules.ts'
import { problem } from '../../platform/problem.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Scope } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { presentNames } from '../sales/present-sale.ts'
import { isEscort as worksHere } from '../test-drives/test-drives.sql.ts'
import {
  bookDelivery,
  cancelAppointment,
  completeReminder,
  type DeliveryLine,
  listDeliveries,
  prepareDelivery,
  readReadiness,
  rescheduleDelivery,
} from './appointments.contract.ts'
import {
  type DeliveryRow,
  findAppointments,
  findDelivery,
  findSoleHolders,
  findUnappointed,
  type RoleHolder,
} from './appointments.sql.ts'
import { readinessOf } from './readiness.rules.ts'

export function registerAppointments(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, bookDelivery, async (scene, { body, newId }) => {
    const { note, ...slot } = await slotOf(scene, body)
    return {
      action: { kind: 'book-delivery', ...base(scene), appointmentId: newId(), ...slot },
      details: { note },
    }
  })
  stepRoute(app, services, rescheduleDelivery, async (scene, { body }) => {
    const { note, ...slot } = await slotOf(scene, body)
    return { action: { kind: 'reschedule-delivery', ...base(scene), ...slot }, details: { note } }
  })
  stepRoute(app, services, cancelAppointment, (scene, { body }) => ({
    action: { kind: 'cancel-appointment', ...base(scene), ...body },
  }))
  stepRoute(app, services, prepareDelivery, (scene, { body }) => ({
    action: { kind: 'prepare-delivery', ...base(scene), ...body },
  }))
  stepRoute(app, services, completeReminder, async (scene, { body: { result, note }, newId }) => {
    const rules = await rulesOfStore(scene.tx, services, scene.sale.dealerId)
    const again = { id: newId(), remindOn: nextOpenDay(rules, scene.today) }
    return { action: { kind: 'complete-reminder', ...base(scene), result, again }, details: { note } }
  })
  route(app, services, listDeliveries, list)
  route(app, services, readReadiness, readiness)
}

/** @throws Problem staff.unknown */
async function slotOf<Slot extends { delivererId: string }>(
  { tx, sale }: ActScene,
  slot: Slot,
): Promise<Slot> {
  if (await worksHere(tx, sale.dealerId, slot.delivererId)) return slot
  throw problem('staff.unknown', { field: 'delivererId' })
}

async function list(call: Call<typeof listDeliveries>) {
  const { tx, query } = call
  const scope = narrowed(call.scope, query.dealerId)
  const items = await findAppointments(tx, scope, query)
  const waiting = await findUnappointed(tx, scope)
  const lines = await presentLines(call, scope, [...items, ...waiting])
  return { items: lines.slice(0, items.length), waiting: lines.slice(items.length) }
}

async function readiness(call: Call<typeof readReadiness>) {
  const { tx, scope, params } = call
  const row = await findDelivery(tx, scope, params.id)
  const [line] = row ? await presentLines(call, scope, [row]) : []
  if (!line) throw problem('request.not-found')
  return { appointment: line.appointment, items: line.readiness }
}

type Reading = Pick<Call<unknown>, 'tx' | 'services' | 'now'>

async function presentLines(
  { tx, services, now }: Reading,
  scope: Scope,
  rows: readonly DeliveryRow[],
): Promise<DeliveryLine[]> {
  const dealerIds = [...new Set(rows.map(row => row.dealerId))]
  const holders = await findSoleHolders(tx, dealerIds)
  const colleagues = await findColleagues(
    tx,
    rows.flatMap(({ state }) => [state.ownerId, state.appointment?.delivererId ?? null]),
  )
  const zones = new Map<string, string>()
  for (const id of dealerIds) zones.set(id, (await services.network.organisation(id))?.timeZone ?? 'UTC')
  return rows.map(row =>
    presentDelivery(scope, row, {
      now: now.toISOString(),
      timeZone: zones.get(row.dealerId) ?? 'UTC',
      holders: holders.filter(holder => holder.dealerId === row.dealerId),
      colleagues,
    }),
  )
}

interface People {
  readonly now: string
  readonly timeZone: string
  readonly holders: readonly RoleHolder[]
  readonly colleagues: ReadonlyMap<string, Colleague>
}

function presentDelivery(scope: Scope, row: DeliveryRow, people: People): DeliveryLine {
  const { now, timeZone, holders, colleagues } = people
  const { id: saleId, dealerId, number, stage, version: saleVersion, state, inStock } = row
  const { customer, owner, car } = presentNames(scope, dealerId, row)
  return {
    saleId,
    dealerId,
    number,
    stage,
    saleVersion,
    customer,
    owner,
    car,
    appointment: appointmentOf(row),
    deliveredAt: state.delivery?.at ?? null,
    readiness: readinessOf(state, { inStock, now, timeZone }).map(({ personId, ...item }) => {
      const holder = holders.find(each => each.role === item.role)
      const sole = holder ? { id: holder.id, name: holder.name } : null
      return { ...item, person: personId ? (colleagues.get(personId) ?? null) : sole }
    }),
  }
}

function appointmentOf({ appointmentId: id, startsAt, isAgreed, delivererId, delivererName }: DeliveryRow) {
  if (id === null || startsAt === null) return null
  const deliverer = delivererId && delivererName !== null ? { id: delivererId, name: delivererName } : null
  return { id, startsAt, isAgreed: isAgreed ?? false, deliverer }
}
