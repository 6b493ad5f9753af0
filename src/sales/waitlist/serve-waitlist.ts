import { problem } from '../../platform/problem.ts'
import type { Database } from '../../platform/server/database/connect.ts'
import type { Services } from '../../platform/server/services.ts'
import { actAsSystem } from '../acts/act-as-system.ts'
import { vehicleOf } from '../acts/step-route.ts'
import { findFreeCar, findTurns } from './waitlist.sql.ts'

/** Holds what became free for whoever is first in line; each in a transaction of its own, so that the next sees
 *  what the one before took.
 *  @returns how many cars were held */
export async function serveWaitlist(services: Services, owner: Database): Promise<number> {
  let held = 0
  for (const turn of await findTurns(owner, await services.network.ids())) {
    const served = await actAsSystem(services, turn, async scene => {
      const episodeId = await findFreeCar(scene.tx, turn)
      if (!episodeId) throw problem('vehicle.not-available', { availability: 'reserved' })
      const vehicle = await vehicleOf(scene, episodeId)
      return {
        action: {
          kind: 'offer-car',
          actor: scene.actor,
          origin: 'system',
          reservationId: scene.newId(),
          vehicle,
        },
      }
    })
    if (served) held += 1
  }
  return held
}
