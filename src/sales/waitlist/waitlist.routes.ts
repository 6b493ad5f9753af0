import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute, vehicleOf } from '../acts/step-route.ts'
import { findTrimPrice } from '../quotes/quotes.sql.ts'
import { findSale } from '../sales/sale-page.sql.ts'
import { joinWaitlist, leaveWaitlist, readWaitlistPlace } from './waitlist.contract.ts'
import { countSpareCars, findPlace } from './waitlist.sql.ts'

export function registerWaitlist(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, joinWaitlist, async (scene, { body, newId }) => {
    const { tx, sale } = scene
    const vehicle = body.episodeId ? await vehicleOf(scene, body.episodeId) : null
    const trimId = body.trimId ?? (vehicle ? vehicle.trimId : (sale.contract?.trimId ?? sale.trimId))
    if (trimId && !(await findTrimPrice(tx, trimId)))
      throw problem('waitlist.trim-unknown', { field: 'trimId' })
    const spareCars = vehicle || !trimId ? 0 : await countSpareCars(tx, sale.dealerId, trimId)
    return {
      action: { kind: 'join-waitlist', ...base(scene), waitId: newId(), trimId, vehicle, spareCars },
      details: { note: body.note },
    }
  })
  stepRoute(app, services, leaveWaitlist, scene => ({ action: { kind: 'leave-waitlist', ...base(scene) } }))
  route(app, services, readWaitlistPlace, async ({ tx, scope, params }) => {
    const sale = await findSale(tx, scope, params.id)
    if (!sale) throw problem('request.not-found')
    return { place: await findPlace(tx, sale.dealerId, params.id) }
  })
}
