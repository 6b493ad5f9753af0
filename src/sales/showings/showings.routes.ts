import type { FastifyInstance } from 'fastify'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { recordShowing } from './showings.contract.ts'

export function registerShowings(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, recordShowing, (scene, { body, newId }) => ({
    action: { kind: 'record-showing', ...base(scene), showingId: newId(), visit: body.visit },
    details: { note: body.note },
  }))
}
