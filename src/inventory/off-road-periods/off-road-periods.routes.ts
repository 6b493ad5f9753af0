import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { covers } from '../../platform/server/covers.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { scopeOf } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { episodeOf, openStock, recorded } from '../vehicles/open-stock.ts'
import { moveAvailability, type StockRow } from '../vehicles/stock.sql.ts'
import { lockVehicleFacts } from '../vehicles/vehicle-facts.sql.ts'
import {
  cancelOffRoadPeriod,
  changeOffRoadPeriod,
  planOffRoadPeriod,
  putBackOnRoad,
} from './off-road-periods.contract.ts'
import { clockAt, type Span, spanFault, spanWord } from './off-road-periods.rules.ts'
import {
  cancelPeriod,
  endRunningPeriods,
  findOccupancies,
  findOffRoadPeriod,
  insertOffRoadPeriod,
  type KnownPeriod,
  type Occupancy,
  updateOffRoadPeriod,
} from './off-road-periods.sql.ts'

/** Off the road from now on is a period that begins now; each of these waits for bookings of the same car. */
export function registerOffRoadPeriods(app: FastifyInstance, services: Services): void {
  route(app, services, planOffRoadPeriod, plan)
  route(app, services, changeOffRoadPeriod, change)
  route(app, services, cancelOffRoadPeriod, cancel)
  route(app, services, putBackOnRoad, putBack)
}

async function plan(call: Call<typeof planOffRoadPeriod>) {
  const { tx, body, now, actor } = call
  const stock = await lockedStock(call)
  const startsNow = body.startsAt === null
  const span = { startsAt: body.startsAt ?? now.toISOString(), endsAt: body.endsAt }
  requireSpan(span, now, startsNow)
  if (startsNow) {
    const taken = await moveAvailability(tx, episodeOf(call, stock), 'available', 'off-road')
    if (!taken) throw problem('vehicle.not-free', { availability: stock.availability })
  } else if (stock.availability === 'sold') throw problem('vehicle.not-free', { availability: 'sold' })
  await requireFree(call, stock, span, null)
  const periodId = call.newId()
  const state = startsNow ? ('running' as const) : ('planned' as const)
  const { staffId } = actor
  await insertOffRoadPeriod(tx, stock, { id: periodId, reason: body.reason, state, ...span, now, staffId })
  const facts = { periodId, reason: body.reason, ...span }
  const verb = startsNow ? 'taken-off-road' : 'planned-off-road'
  return { ...(await recorded(call, stock, verb, startsNow ? ['availability'] : [], facts)), periodId }
}

async function change(call: Call<typeof changeOffRoadPeriod>) {
  const { tx, body, now } = call
  const stock = await lockedStock(call)
  const period = await heldPeriod(call, stock)
  const runs = period.state === 'running'
  if (runs && Date.parse(period.startsAt) !== Date.parse(body.startsAt))
    throw problem('off-road.begun', { field: 'startsAt' })
  const span = { startsAt: runs ? period.startsAt : body.startsAt, endsAt: body.endsAt }
  requireSpan(span, now, runs)
  await requireFree(call, stock, span, period.id)
  await updateOffRoadPeriod(tx, stock, { id: period.id, reason: body.reason, ...span })
  const facts = { periodId: period.id, reason: body.reason, ...span }
  return recorded(call, stock, 'changed-off-road', [], facts)
}

async function cancel(call: Call<typeof cancelOffRoadPeriod>) {
  const stock = await lockedStock(call)
  const period = await heldPeriod(call, stock)
  if (period.state === 'running') throw problem('off-road.begun')
  await cancelPeriod(call.tx, stock, { id: period.id, staffId: call.actor.staffId })
  return recorded(call, stock, 'cancelled-off-road', [], { periodId: period.id })
}

async function putBack(call: Call<typeof putBackOnRoad>) {
  const stock = await lockedStock(call)
  const moved = await moveAvailability(call.tx, episodeOf(call, stock), 'off-road', 'available')
  if (!moved) throw problem('vehicle.not-off-road', { availability: stock.availability })
  await endRunningPeriods(call.tx, stock, { now: call.now, staffId: call.actor.staffId })
  return recorded(call, stock, 'put-back-on-road', ['availability'])
}

/** The car as it is once nobody else books it or takes it off the road in the same moment. */
async function lockedStock<C>(call: Call<C>): Promise<StockRow> {
  const { dealerId, episodeId } = await openStock(call)
  await lockVehicleFacts(call.tx, dealerId, episodeId)
  return openStock(call)
}

/** @throws Problem when the car has no such period, or it holds the car no longer */
async function heldPeriod(
  { tx, params }: { tx: Call<typeof changeOffRoadPeriod>['tx']; params: { periodId: string } },
  stock: StockRow,
): Promise<KnownPeriod> {
  const period = await findOffRoadPeriod(tx, stock, params.periodId)
  if (!period) throw problem('request.not-found')
  if (period.state === 'over' || period.state === 'cancelled') throw problem('off-road.gone')
  return period
}

function requireSpan(span: Span, now: Date, begun: boolean): void {
  const field = spanFault(span, now, begun)
  if (field) throw problem('off-road.span-invalid', { field })
}

type Planning = Pick<Call<typeof planOffRoadPeriod>, 'tx' | 'actor' | 'services'>

/** @throws Problem that names the drives, or else the period, in the way */
async function requireFree(call: Planning, stock: StockRow, span: Span, exceptId: string | null) {
  const inTheWay = await findOccupancies(call.tx, stock, span, exceptId)
  if (inTheWay.length === 0) return
  const timeZone = (await call.services.network.organisation(stock.dealerId))?.timeZone ?? 'UTC'
  const drives = inTheWay.filter(({ kind }) => kind === 'test-drive')
  if (drives.length > 0) throw await drivesBooked(call, stock, drives, timeZone)
  const named = inTheWay.map(each => spanWord(each, timeZone)).join('; ')
  throw problem('off-road.overlaps', { named, field: 'startsAt' })
}

/** Each drive by its hour and its escort; which sale it is for, where the reader may open that store's sales. */
async function drivesBooked(
  { actor, services }: Planning,
  { dealerId }: StockRow,
  drives: readonly Occupancy[],
  timeZone: string,
) {
  const sales = scopeOf(actor, 'sales', 'read', await services.network.ids())
  const mayOpen = covers(sales, { dealerId, ownerId: null })
  const named = drives.map(({ startsAt, staffName }) =>
    [startWord(startsAt, timeZone), staffName].filter(Boolean).join(' '),
  )
  return problem('off-road.drives-booked', {
    named: named.join('; '),
    drives: drives.map(({ id, saleId, startsAt }) => ({
      testDriveId: id,
      saleId: mayOpen ? saleId : null,
      startsAt,
    })),
    field: 'startsAt',
  })
}

function startWord(startsAt: string, timeZone: string): string {
  return `${spanWord({ startsAt, endsAt: startsAt }, timeZone).slice(0, 10)} ${clockAt(startsAt, timeZone)}`
}
