import type { Post } from '../../../platform/server/testing/test-network.ts'
import type { Actor } from '../../process/action.contract.ts'
import { defaultDefinition } from '../../process/default-definition.rules.ts'
import type { ProcessDefinition } from '../../process/process.contract.ts'
import { insertStatutoryRates } from '../../processes/found-sales.ts'
import { type SalesServer, startSalesServer } from '../sales-server.ts'
import { Tally } from './tally.ts'

/** The stores of a random run: a server that listens, its processes, and what was done so far. */
export interface Stores {
  readonly server: SalesServer
  readonly address: string
  readonly processes: Readonly<Record<number, ProcessDefinition>>
  readonly tally: Tally
}

export const storeCodes = ['D1', 'D2'] as const
export type StoreCode = (typeof storeCodes)[number]

/** The version of the process in force. The second store's reservations run out at once, so that the sweep has work;
 *  and at both there is a newer version to move to than an import brings. */
export const newest: Readonly<Record<StoreCode, number>> = { D1: 3, D2: 2 }
export const timeZone = 'Asia/Shanghai'

export async function openStores(): Promise<Stores> {
  const server = await startSalesServer()
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  const hasty = { ...defaultDefinition, version: newest.D2, reservationHours: 0 }
  const newer = { ...defaultDefinition, version: newest.D1 }
  const { newId } = server.services.ports
  await server.owner.transaction().execute(tx => insertStatutoryRates(tx, newId))
  for (const [code, definition] of [
    ['D1', newer],
    ['D2', hasty],
  ] as const)
    await server.owner
      .insertInto('process_definitions')
      .values({
        organisation_id: server.network.ids[code],
        version: definition.version,
        document: JSON.stringify(definition),
        published_at: server.clock.now().toISOString(),
      })
      .execute()
  const processes = { 1: defaultDefinition, [newest.D1]: newer, [newest.D2]: hasty }
  return { server, address, processes, tally: new Tally() }
}

const roles = {
  consultant: 'consultant',
  colleague: 'consultant',
  salesManager: 'sales-manager',
  dealerManager: 'dealer-manager',
  finance: 'finance',
  inventoryManager: 'inventory-manager',
  serviceAdviser: 'service-adviser',
} as const satisfies Record<Post, string>
export const posts = Object.keys(roles) as Post[]

export function actorOf({ server }: Stores, code: StoreCode, post: Post): Actor {
  const id = server.network.staff[code][post]
  return { kind: 'staff', id, roles: [roles[post]], discountLimitBps: null }
}

interface Sent {
  readonly staffId: string
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly body?: object | undefined
  readonly version?: number
  readonly key?: string
}

export async function send({ address }: Pick<Stores, 'address'>, sent: Sent) {
  const { staffId, method = 'POST', path, body, version, key } = sent
  const answer = await fetch(address + path, {
    method,
    headers: {
      'x-test-staff': staffId,
      ...(key && { 'idempotency-key': key }),
      ...(body && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
