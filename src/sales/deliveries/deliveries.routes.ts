import type { FastifyInstance } from 'fastify'
import { findWhereabouts } from '../../inventory/reservations/reservations.sql.ts'
import { problem } from '../../platform/problem.ts'
import type { Services } from '../../platform/server/services.ts'
import { findEvents } from '../acts/sale-events.sql.ts'
import { base, carOf, stepRoute } from '../acts/step-route.ts'
import { beforeDelivery } from '../process/decisions/taken-back.rules.ts'
import { isEscort as worksHere } from '../test-drives/test-drives.sql.ts'
import { deliver, handOver, markItem, takeBackDelivery, unmarkItem } from './deliveries.contract.ts'
import { requireAsSigned } from './read-checklist.ts'

export function registerDeliveries(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, markItem, async (scene, { body, newId }) => ({
    action: {
      kind: 'mark-item',
      ...base(scene),
      item: body.item,
      vehicle: await carOf(scene),
      invoice: body.invoice && { id: newId(), ...body.invoice },
    },
    details: { rowId: newId(), invoiceVin: body.invoice?.vin },
  }))
  stepRoute(app, services, unmarkItem, (scene, { params }) => ({
    action: { kind: 'unmark-item', ...base(scene), item: params.item },
  }))
  stepRoute(app, services, deliver, async (scene, { body, newId }) => {
    const vehicle = await carOf(scene)
    if (!vehicle) throw problem('delivery.no-car')
    await requireAsSigned(scene.tx, scene.sale)
    return {
      action: { kind: 'deliver', ...base(scene), deliveryId: newId(), vehicle },
      details: { vin: vehicle.vin ?? undefined, mileageKm: body.mileageKm },
    }
  })
  stepRoute(app, services, takeBackDelivery, async (scene, { body: { reason, note }, newId }) => {
    const { tx, sale } = scene
    const before = beforeDelivery(await findEvents(tx, sale.dealerId, sale.id))
    if (!sale.delivery || !before) throw problem('delivery.missing')
    const whereabouts = await findWhereabouts(tx, sale.dealerId, sale.delivery.episodeId)
    return {
      action: {
        kind: 'take-back-delivery',
        ...base(scene),
        reason,
        reservationId: newId(),
        before,
        whereabouts,
      },
      details: { note },
    }
  })
  stepRoute(app, services, handOver, async (scene, { body, newId }) => {
    const { adviserId } = body
    if (adviserId && !(await worksHere(scene.tx, scene.sale.dealerId, adviserId)))
      throw problem('staff.unknown', { field: 'adviserId' })
    return {
      action: { kind: 'hand-over', ...base(scene), handOverId: newId(), adviserId, reminderId: newId() },
    }
  })
}
