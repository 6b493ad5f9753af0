import type { FastifyInstance } from 'fastify'
import { requireConsent } from '../../customers/consents/require-consent.ts'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { completeFollowUp, planFollowUp } from './follow-ups.contract.ts'

export function registerFollowUps(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, planFollowUp, (scene, { body, newId }) => ({
    action: {
      kind: 'plan-follow-up',
      ...base(scene),
      followUp: { id: newId(), dueOn: body.dueOn },
      intentLevel: body.intentLevel,
    },
  }))
  stepRoute(app, services, completeFollowUp, async (scene, { params, body, newId }) => {
    await requireConsent(scene.tx, scene.sale, body.channel)
    return {
      action: {
        kind: 'complete-follow-up',
        ...base(scene),
        followUpId: params.followUpId,
        result: body.result,
        channel: body.channel,
        intentLevel: body.intentLevel,
        next: body.next && { id: newId(), dueOn: body.next.dueOn },
      },
      details: { note: body.note },
    }
  })
}
