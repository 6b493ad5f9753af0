import type { FastifyInstance } from 'fastify'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute, vehicleOf } from '../acts/step-route.ts'
import { releaseCar, reserveCar } from './reservations.contract.ts'

export function registerReservations(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, reserveCar, async (scene, { body, newId }) => ({
    action: {
      kind: 'reserve-car',
      ...base(scene),
      reservationId: newId(),
      vehicle: await vehicleOf(scene, body.episodeId),
    },
  }))
  stepRoute(app, services, releaseCar, scene => ({ action: { kind: 'release-car', ...base(scene) } }))
}
