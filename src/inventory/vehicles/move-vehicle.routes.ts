import type { FastifyInstance } from 'fastify'
import { storeOf } from '../../customers/people/store-of.ts'
import { type Problem, problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { beginOffRoadPeriod, endOffRoadPeriod } from './off-road-periods.sql.ts'
import { passPdi, putBackOnRoad, recordArrival, takeOffRoad } from './stock.contract.ts'
import {
  findStock,
  markArrived,
  markPdiPassed,
  moveAvailability,
  type StockRow,
  touchVehicle,
} from './stock.sql.ts'

/** What happens to a car in stock. Each is one guarded statement: nothing changed means it was too late. */
export function registerVehicleMoves(app: FastifyInstance, services: Services): void {
  route(app, services, takeOffRoad, async call => {
    const stock = await openStock(call)
    const moved = await moveAvailability(call.tx, episodeOf(call, stock), 'available', 'off-road')
    if (!moved) throw problem('vehicle.not-free', { availability: stock.availability })
    const { staffId } = call.actor
    const period = { id: call.newId(), reason: call.body.reason, now: call.now, staffId }
    await beginOffRoadPeriod(call.tx, stock, period)
    return recorded(call, stock, 'taken-off-road', ['availability'], { reason: call.body.reason })
  })

  route(app, services, putBackOnRoad, async call => {
    const stock = await openStock(call)
    const moved = await moveAvailability(call.tx, episodeOf(call, stock), 'off-road', 'available')
    if (!moved) throw problem('vehicle.not-off-road', { availability: stock.availability })
    await endOffRoadPeriod(call.tx, stock, { now: call.now, staffId: call.actor.staffId })
    return recorded(call, stock, 'put-back-on-road', ['availability'])
  })

  route(app, services, passPdi, async call => {
    const stock = await openStock(call)
    if (!(await markPdiPassed(call.tx, episodeOf(call, stock)))) throw whyNotInspected(stock)
    return recorded(call, stock, 'pdi-passed', ['pdiPassedAt'])
  })

  route(app, services, recordArrival, async call => {
    const stock = await openStock(call)
    const { today } = await storeOf(services, stock.dealerId, call.now)
    const receivedOn = call.body.receivedOn ?? today
    if (receivedOn > today) throw invalid('receivedOn', 'future')
    if (!(await markArrived(call.tx, episodeOf(call, stock), receivedOn)))
      throw problem('vehicle.already-in-stock')
    return recorded(call, stock, 'arrived', ['state', 'receivedOn'])
  })
}

/** @throws Problem when the car is not in the scope, or its stay has ended */
async function openStock<C>({ tx, scope, params }: Call<C>): Promise<StockRow> {
  const stock = await findStock(tx, scope, (params as { id: string }).id)
  if (!stock) throw problem('request.not-found')
  if (stock.closedAt !== null) throw problem('vehicle.closed', { state: stock.state })
  return stock
}

function episodeOf<C>({ now }: Call<C>, stock: StockRow) {
  return { dealerId: stock.dealerId, id: stock.episodeId, now }
}

function whyNotInspected(stock: StockRow): Problem {
  if (stock.pdiPassedAt !== null)
    return problem('vehicle.pdi-already-passed', { passedAt: stock.pdiPassedAt })
  return problem('vehicle.not-in-stock', { state: stock.state })
}

async function recorded<C>(
  call: Call<C>,
  { dealerId, vehicleId }: StockRow,
  verb: string,
  fields: readonly string[],
  more: Record<string, unknown> = {},
) {
  const version = await touchVehicle(call.tx, { dealerId, id: vehicleId, now: call.now })
  const facts = { ...more, fields, version }
  await call.audit({ dealerId, verb, noun: 'vehicles', subjectId: vehicleId, facts })
  call.announce(dealerId, 'vehicles', `vehicles:${vehicleId}`)
  return { id: vehicleId, version }
}
