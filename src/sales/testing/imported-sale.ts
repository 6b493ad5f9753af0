import type { Json } from '../../platform/server/database/generated.ts'
import { eventRow, fold } from '../acts/act-on-sale.ts'
import { saleColumns } from '../acts/sale-columns.rules.ts'
import { writeSale } from '../acts/write-sale.sql.ts'
import { decide } from '../process/decide.rules.ts'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import { staleMonths } from '../rollups/stale-months.rules.ts'
import type { SalesServer } from './sales-server.ts'

let count = 0

/** A sale as an import leaves it: a version of the process ago, and nobody knows the customer. */
export async function importedSale(
  server: Pick<SalesServer, 'owner' | 'services' | 'trimId'> & { readonly clock: { now: () => Date } },
  dealerId: string,
  ownerId: string | null,
): Promise<string> {
  const { newId } = server.services.ports
  const now = server.clock.now()
  const at = now.toISOString()
  const saleId = newId()
  count += 1
  const decided = decide(
    defaultDefinition,
    null,
    {
      kind: 'import-sale',
      actor: { kind: 'import', id: ownerId, roles: [], discountLimitBps: null },
      origin: 'import',
      saleId,
      dealerId,
      number: `I26-${count}`,
      stage: 'negotiation',
      customerId: null,
      ownerId,
      source: 'other',
      intentLevel: null,
      modelId: null,
      trimId: server.trimId,
      inquiredAt: null,
      stageSince: null,
      contract: null,
      reason: null,
    },
    { at, timeZone: 'Asia/Shanghai' },
  )
  if ('refusal' in decided) throw new Error(decided.refusal.code)
  const { after, writes } = fold(null, decided.events, {}, at)
  await writeSale(server.owner, {
    sale: {
      insert: {
        ...saleColumns(after, 'Asia/Shanghai'),
        state: after as unknown as Json,
        created_at: at,
        updated_at: at,
      },
    },
    events: decided.events.map(event => eventRow(event, { requestId: 'import', newId }, at)),
    writes,
    staleMonths: staleMonths(null, after, 'Asia/Shanghai'),
    audit: {
      dealer_id: dealerId,
      recorded_at: at,
      id: newId(),
      staff_id: ownerId,
      verb: 'imported',
      noun: 'sales',
      subject_id: saleId,
    },
    intent: null,
  })
  return saleId
}
