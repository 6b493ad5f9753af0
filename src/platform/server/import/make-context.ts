import { businessDate } from '../../business-date.ts'
import type { Seals } from '../crypto/seals.ts'
import type { Database } from '../database/connect.ts'
import type { KnownOrganisation } from '../network-map.ts'
import type { Ports } from '../ports.ts'
import type { ImportContext } from './import-context.ts'

export interface Importer {
  readonly database: Database
  readonly ports: Ports
  readonly seals: Seals
  readonly staffId: string | null
  readonly requestId: string
}

/** The context of an import into one store, from this moment on. */
export async function makeContext(store: KnownOrganisation, importer: Importer): Promise<ImportContext> {
  const { id, ancestorIds, timeZone, currency } = store
  const { database, ports, seals, staffId, requestId } = importer
  const now = ports.now()
  return {
    ...{ dealerId: id, ancestorIds, timeZone, currency, now, seals, staffId, requestId },
    networkName: await findNameOf(database, ancestorIds[0] ?? id),
    today: businessDate(now.toISOString(), timeZone),
    newId: ports.newId,
  }
}

async function findNameOf(database: Database, organisationId: string): Promise<string> {
  const row = await database
    .selectFrom('organisations')
    .select('name_zh')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  return row.name_zh
}
