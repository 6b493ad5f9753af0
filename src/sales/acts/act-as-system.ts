import { Problem } from '../../platform/problem.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import type { Change } from '../../platform/server/live/live.ts'
import type { Services } from '../../platform/server/services.ts'
import { type Act, type ActScene, actOnSale, Overtaken } from './act-on-sale.ts'
import { findSequence } from './load-sale.sql.ts'

/** Does a step that nobody asked for: time ran out, or a car became free. A sale that moved on meanwhile is left alone.
 *  @returns whether it was done */
export async function actAsSystem(
  services: Services,
  subject: { dealerId: string; saleId: string },
  prepare: (scene: ActScene) => Promise<Act> | Act,
): Promise<boolean> {
  const { dealerId, saleId } = subject
  const changes: Change[] = []
  try {
    await inScope(services.app, { dealers: [dealerId] }, async tx => {
      const sequence = await findSequence(tx, dealerId, saleId)
      if (sequence === undefined) return
      await actOnSale(
        {
          tx,
          scope: { staffId: saleId, all: [dealerId], own: [], delivered: [], rolesAt: new Map() },
          version: sequence,
          now: services.ports.now(),
          newId: services.ports.newId,
          requestId: 'system',
          intent: null,
          announce: (changed, ...topics) => changes.push({ dealerId: changed, topics }),
          services,
          actor: null,
        },
        saleId,
        prepare,
      )
    })
  } catch (error) {
    if (error instanceof Problem || error instanceof Overtaken) return false // decided otherwise meanwhile
    throw error
  }
  services.live.announce(changes)
  return true
}
