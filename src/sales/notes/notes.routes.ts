import type { FastifyInstance } from 'fastify'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { writeNote } from './notes.contract.ts'

export function registerNotes(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, writeNote, (scene, { body, newId }) => ({
    action: { kind: 'write-note', ...base(scene), noteId: newId() },
    details: { note: body.note },
  }))
}
