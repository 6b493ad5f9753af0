import { importedSale } from '../sales/testing/imported-sale.ts'
import type { World } from './world.ts'

/** A sale whose customer nobody knows yet. */
export function importedSaleAt(world: World, dealerId: string, ownerId: string): Promise<string> {
  const { server, catalogue } = world
  const { owner, services } = server
  const scene = { owner, services, clock: services.ports, trimId: catalogue.trimId }
  return importedSale(scene, dealerId, ownerId)
}
