import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { findAskingCustomer } from '../inquiries/inquiries.sql.ts'
import { processOfDealer } from '../processes/processes.sql.ts'
import { isEscort as worksHere } from '../test-drives/test-drives.sql.ts'
import { assignOwner, linkCustomer, moveProcess } from './assignments.contract.ts'

export function registerAssignments(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, assignOwner, async (scene, { body }) => {
    if (!(await worksHere(scene.tx, scene.sale.dealerId, body.ownerId)))
      throw problem('staff.unknown', { field: 'ownerId' })
    return { action: { kind: 'assign-owner', ...base(scene), ownerId: body.ownerId } }
  })
  stepRoute(app, services, linkCustomer, async (scene, { body, scope }) => {
    const customer = await findAskingCustomer(scene.tx, scope, body.customerId)
    if (customer?.dealerId !== scene.sale.dealerId) throw problem('request.not-found')
    return { action: { kind: 'link-customer', ...base(scene), customerId: customer.id } }
  })
  stepRoute(app, services, moveProcess, async scene => {
    const organisation = await services.network.organisation(scene.sale.dealerId)
    const { version, stages } = await processOfDealer(
      scene.tx,
      organisation?.ancestorIds ?? [scene.sale.dealerId],
    )
    return { action: { kind: 'move-process', ...base(scene), target: { version, stages } } }
  })
}
