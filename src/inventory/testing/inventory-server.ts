import { platformProblems } from '../../platform/platform.problems.ts'
import { type Client, startTestServer, type TestServer } from '../../platform/server/testing/test-server.ts'
import { inventoryConstraints, inventoryProblems } from '../inventory.problems.ts'
import { inventorySlice } from '../inventory.slice.ts'
import { checkDigit } from '../vehicles/vin.rules.ts'

export function startInventoryServer(): Promise<TestServer> {
  return startTestServer({
    slices: [inventorySlice],
    problems: { ...platformProblems, ...inventoryProblems },
    constraints: inventoryConstraints,
  })
}

export interface Received {
  id: string
  episodeId: string
  stockNumber: string
  version: number
  warnings: string[]
}

export const golf = {
  make: '大众',
  modelName: '高尔夫',
  condition: 'new',
  priceMinor: 12_990_000,
  costMinor: 11_200_000,
}

export async function receive(client: Client, car: object = {}): Promise<Received> {
  const answer = await client.post<Received>('/api/vehicles', { ...golf, ...car })
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body
}

/** A valid Chinese VIN for each count. */
export function vinOf(count: number): string {
  const plain = `LSVAA4180E2${String(count).padStart(6, '0')}`
  return plain.slice(0, 8) + checkDigit(plain) + plain.slice(9)
}
