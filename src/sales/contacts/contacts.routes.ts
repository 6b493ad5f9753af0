import type { FastifyInstance } from 'fastify'
import { requireConsent } from '../../customers/consents/require-consent.ts'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { recordContact } from './contacts.contract.ts'

export function registerContacts(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, recordContact, async (scene, { body, newId }) => {
    const { channel, direction, result, intentLevel, next, note } = body
    if (direction === 'out') await requireConsent(scene.tx, scene.sale, channel)
    return {
      action: {
        kind: 'record-contact',
        ...base(scene),
        contactId: newId(),
        channel,
        direction,
        result,
        intentLevel,
        next: next && { id: newId(), dueOn: next.dueOn },
      },
      details: { note },
    }
  })
}
