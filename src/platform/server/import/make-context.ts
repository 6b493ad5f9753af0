import { businessDate } from '../../business-date.ts'
import type { Seals } from '../crypto/seals.ts'
import type { KnownOrganisation } from '../network-map.ts'
import type { Ports } from '../ports.ts'
import type { ImportContext } from './import-context.ts'

export interface Importer {
  readonly ports: Ports
  readonly seals: Seals
  readonly staffId: string | null
  readonly requestId: string
  readonly choices?: readonly string[]
}

/** The context of an import into one store, from this moment on. */
export function makeContext(store: KnownOrganisation, importer: Importer): ImportContext {
  const { id, ancestorIds, timeZone, currency } = store
  const { ports, seals, staffId, requestId, choices = [] } = importer
  const now = ports.now()
  return {
    ...{ dealerId: id, ancestorIds, timeZone, currency, now, seals, staffId, requestId },
    today: businessDate(now.toISOString(), timeZone),
    newId: ports.newId,
    choices: new Set(choices),
  }
}
