import type { DealerCode } from '../../platform/server/testing/test-network.ts'
import { startTestServer, type TestServer } from '../../platform/server/testing/test-server.ts'
import { business } from '../../product.ts'
import { defaultDefinition } from '../process/default-definition.rules.ts'

/** The sales slice on a small network, with a process, a trim, and rows to sell. */
export interface SalesServer extends TestServer {
  readonly trimId: string
  readonly addCustomer: (dealer: DealerCode, ownerId?: string) => Promise<string>
  /** @returns the stock episode */
  readonly addCar: (dealer: DealerCode, car?: { vin?: string | null; priceMinor?: number }) => Promise<string>
}

export async function startSalesServer(): Promise<SalesServer> {
  const server = await startTestServer(business)
  const { owner, network } = server
  const newId = server.services.ports.newId
  const at = server.clock.now().toISOString()
  await owner
    .insertInto('process_definitions')
    .values({
      organisation_id: network.ids.M,
      version: 1,
      document: JSON.stringify(defaultDefinition),
      published_at: at,
    })
    .execute()
  const trimId = await addTrim(server)
  let count = 0
  return {
    ...server,
    trimId,
    addCustomer: async (dealer, ownerId = network.staff[dealer].consultant) => {
      const id = newId()
      count += 1
      await owner
        .insertInto('customers')
        .values({
          dealer_id: network.ids[dealer],
          id,
          number: `C26-${count}`,
          kind: 'person',
          name: `客户${count}`,
          name_search: `kehu${count}`,
          owner_id: ownerId,
          origin: 'live',
          created_at: at,
          updated_at: at,
        })
        .execute()
      return id
    },
    addCar: async (dealer, car = {}) => {
      count += 1
      return insertCar(server, dealer, trimId, {
        number: `K26-${count}`,
        vin: testVin(count),
        priceMinor: 22_600_000,
        ...car,
      })
    },
  }
}

async function addTrim({ owner, services, clock }: TestServer): Promise<string> {
  const at = clock.now().toISOString()
  const [modelId, trimId] = [services.ports.newId(), services.ports.newId()]
  await owner
    .insertInto('models')
    .values({ id: modelId, code: 'M1', make: '星途', name_zh: '远山', name_en: 'Far Hill', created_at: at })
    .execute()
  await owner
    .insertInto('trims')
    .values({
      id: trimId,
      model_id: modelId,
      code: 'M1-T1',
      name_zh: '舒适版',
      name_en: 'Comfort',
      match_key: 'comfort',
      energy: 'petrol',
      list_price_minor: 22_600_000,
      currency: 'CNY',
      created_at: at,
    })
    .execute()
  return trimId
}

interface CarRow {
  readonly number: string
  readonly vin: string | null
  readonly priceMinor: number
}

async function insertCar(
  server: TestServer,
  dealer: DealerCode,
  trimId: string,
  car: CarRow,
): Promise<string> {
  const { owner, services, network, clock } = server
  const at = clock.now().toISOString()
  const [vehicleId, episodeId] = [services.ports.newId(), services.ports.newId()]
  const key = { dealer_id: network.ids[dealer], created_at: at, updated_at: at }
  await owner
    .insertInto('vehicles')
    .values({
      ...key,
      id: vehicleId,
      vin: car.vin,
      trim_id: trimId,
      make: '星途',
      model_name: '远山',
      condition: 'new',
    })
    .execute()
  await owner
    .insertInto('stock_episodes')
    .values({
      ...key,
      id: episodeId,
      vehicle_id: vehicleId,
      stock_number: car.number,
      state: 'in-stock',
      availability: 'available',
      price_minor: car.priceMinor,
      currency: 'CNY',
      certificate_state: 'in-hand',
      pdi_passed_at: at,
      origin: 'live',
    })
    .execute()
  return episodeId
}

/** A VIN that counts up; made for tests, its check digit is not looked at by a sale. */
function testVin(count: number): string {
  return `LTEST0000${String(count).padStart(8, '0')}`
}
