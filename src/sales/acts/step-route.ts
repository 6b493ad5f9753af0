import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { findVehicleFacts, lockVehicleFacts } from '../../inventory/vehicles/vehicle-facts.sql.ts'
import type { Contract } from '../../platform/contract.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import type { VehicleFacts } from '../process/action.contract.ts'
import { type Act, type ActScene, actOnSale } from './act-on-sale.ts'
import type { Acted } from './acts.contract.ts'

/** Registers one step of a sale: the contract says what is sent, `prepare` names the action. */
export function stepRoute<P extends z.ZodType<{ id: string }>, B extends z.ZodType>(
  app: FastifyInstance,
  services: Services,
  contract: Contract<P, z.ZodNever, B, typeof Acted>,
  prepare: (scene: ActScene, call: Call<Contract<P, z.ZodNever, B, typeof Acted>>) => Promise<Act> | Act,
): void {
  route(
    app,
    services,
    contract,
    call => actOnSale(call, (call.params as { id: string }).id, scene => prepare(scene, call)),
    {
      claims: 'in-handler',
    },
  )
}

/** What every action begins with. */
export function base(scene: ActScene) {
  return { actor: scene.actor, origin: 'live' } as const
}

/** @throws Problem when the dealer has no such car in its stock */
export async function vehicleOf(scene: ActScene, episodeId: string): Promise<VehicleFacts> {
  const facts = await findVehicleFacts(scene.tx, scene.sale.dealerId, episodeId)
  if (!facts) throw problem('vehicle.unknown', { field: 'episodeId' })
  return facts
}

/** The same, locked until the end of the transaction: for a booking, which no reservation row guards.
 *  @throws Problem when the dealer has no such car in its stock */
export async function lockedVehicleOf(scene: ActScene, episodeId: string): Promise<VehicleFacts> {
  const facts = await lockVehicleFacts(scene.tx, scene.sale.dealerId, episodeId)
  if (!facts) throw problem('vehicle.unknown', { field: 'episodeId' })
  return facts
}

/** The car the sale holds or has under contract, if any. */
export async function carOf(scene: ActScene): Promise<VehicleFacts | null> {
  const episodeId = scene.sale.contract?.episodeId ?? scene.sale.reservation?.episodeId
  return episodeId ? vehicleOf(scene, episodeId) : null
}
