import type { FastifyInstance } from 'fastify'
import { storeOf } from '../../customers/people/store-of.ts'
import { type Problem, problem } from '../../platform/problem.ts'
import { route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { episodeOf, openStock, recorded } from './open-stock.ts'
import { passPdi, recordArrival } from './stock.contract.ts'
import { markArrived, markPdiPassed, type StockRow } from './stock.sql.ts'

/** What happens to a car in stock. Each is one guarded statement: nothing changed means it was too late. */
export function registerVehicleMoves(app: FastifyInstance, services: Services): void {
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

function whyNotInspected(stock: StockRow): Problem {
  if (stock.pdiPassedAt !== null)
    return problem('vehicle.pdi-already-passed', { passedAt: stock.pdiPassedAt })
  return problem('vehicle.not-in-stock', { state: stock.state })
}
