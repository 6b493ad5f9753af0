import { keepers, missingId, type Row } from './row.ts'
import type { Place } from './walkers.ts'
import { makerOf, type World } from './world.ts'

/** Times at which a car is kept off the road: whoever keeps the stock plans, changes and gives them up. */
export const roadRows: Readonly<Record<string, Row>> = {
  'PATCH /api/vehicles/:id/off-road-periods/:periodId': ofPeriod(path => ({
    url: path,
    body: { reason: 'service', startsAt: inDays(200), endsAt: inDays(202) },
  })),
  'POST /api/vehicles/:id/off-road-periods/:periodId/cancellation': ofPeriod(path => ({
    url: `${path}/cancellation`,
  })),
}

function ofPeriod(ask: (path: string) => { url: string; body?: object }): Row {
  return {
    kind: 'write',
    who: keepers,
    ask: lot => lot.car && ask(`/api/vehicles/${lot.car.id}/off-road-periods/${missingId}`),
    make: async (world: World, place: Place) => {
      const maker = makerOf(world, place)
      const { id } = await maker.car('in-stock')
      const path = `/api/vehicles/${id}/off-road-periods`
      const body = { reason: 'repair', startsAt: inDays(100), endsAt: inDays(101) }
      const planned = (await maker.manager.send('POST', path, body)).body as { periodId: string }
      return ask(`${path}/${planned.periodId}`)
    },
  }
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString()
}
