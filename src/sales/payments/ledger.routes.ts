import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { seesNames } from '../../platform/permissions.ts'
import { moneyCell, sendList } from '../../platform/server/http/list-file.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { CellRow } from '../../platform/server/import/export-cells.ts'
import { invalid, type Position, pageOfRows, positionOf } from '../../platform/server/page.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { presentCustomerName } from '../sales/present-sale.ts'
import { exportPayments, type LedgerLine, listPayments } from './ledger.contract.ts'
import { findLedger, type LedgerRow } from './ledger.sql.ts'
import { ledgerColumnsEn, ledgerColumnsZh } from './ledger-columns.ts'

export function registerLedger(app: FastifyInstance, services: Services): void {
  route(app, services, listPayments, list)
  route(app, services, exportPayments, exportLedger)
}

const order = 'recorded'

async function list({ tx, scope, query }: Call<typeof listPayments>) {
  const { cursor, limit, ...filter } = query
  const after = positionOf(order, cursor)
  if (after && !z.iso.datetime().safeParse(after.value).success) throw invalid('cursor', 'cursor')
  const rows = await findLedger(tx, scope, filter, { after, limit: limit + 1 })
  const page = pageOfRows(rows, limit, order, positionIn)
  return { items: page.rows.map(row => present(scope, row)), nextCursor: page.nextCursor }
}

async function exportLedger(call: Call<typeof exportPayments>) {
  const { format, language, ...filter } = call.query
  const words = (language ?? call.actor.locale) === 'en' ? ledgerColumnsEn : ledgerColumnsZh
  return sendList<typeof exportPayments, LedgerRow>(call, {
    noun: 'payments',
    format,
    fileName: words.payments,
    headings: Object.values(words.columns),
    facts: { ...filter, q: filter.q !== undefined },
    cells: row => cellsOf(present(call.scope, row), words),
    at: positionIn,
    read: (tx, after, limit) => findLedger(tx, call.scope, filter, { after, limit }),
  })
}

function positionIn({ recordedAt, id }: LedgerRow): Position {
  return { value: recordedAt, id }
}

/** What was typed with a payment may name who paid. */
function present(scope: Scope, row: LedgerRow): LedgerLine {
  const { recordedById, recordedByName, customerId, customerName, customerKind, reference, ...line } = row
  const shown = holdsAt(scope, row.dealerId, seesNames)
  return {
    ...line,
    reference: shown ? reference : '',
    customer: presentCustomerName(scope, row.dealerId, { customerId, customerName, customerKind }),
    recordedBy:
      recordedById !== null && recordedByName !== null ? { id: recordedById, name: recordedByName } : null,
  }
}

type Words = typeof ledgerColumnsZh | typeof ledgerColumnsEn

function cellsOf(line: LedgerLine, words: Words): CellRow {
  const { method } = line
  return [
    line.takingsOn,
    line.recordedAt,
    line.number,
    line.receiptNumber,
    line.cancelsReceipt,
    line.saleNumber,
    line.customer?.name ?? null,
    words.purpose[line.purpose],
    method in words.method ? words.method[method as keyof Words['method']] : method,
    moneyCell(line.amountMinor, line.currency),
    line.currency,
    line.reference,
    line.recordedBy?.name ?? null,
  ]
}
