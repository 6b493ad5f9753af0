import type { FastifyInstance } from 'fastify'
import { seesCost, seesNames } from '../../platform/permissions.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { holdsAt } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { presentCar, presentTrim } from './present-sale.ts'
import { findSale } from './sale-page.sql.ts'
import {
  listSalePayments,
  listSaleQuotes,
  type PaymentPaper,
  type QuotePaper,
} from './sale-papers.contract.ts'
import { findPayments, findQuotePapers, type PaymentRow, type QuotePaperRow } from './sale-papers.sql.ts'

export function registerSalePapers(app: FastifyInstance, services: Services): void {
  route(app, services, listSaleQuotes, listQuotes)
  route(app, services, listSalePayments, listPayments)
}

async function listQuotes({ tx, scope, params }: Call<typeof listSaleQuotes>) {
  const sale = await findSale(tx, scope, params.id)
  if (!sale) throw problem('request.not-found')
  const showsCost = holdsAt(scope, sale.dealerId, seesCost)
  const rows = await findQuotePapers(tx, sale.dealerId, params.id)
  return { items: rows.map(row => presentQuote(row, showsCost)) }
}

async function listPayments({ tx, scope, params }: Call<typeof listSalePayments>) {
  const sale = await findSale(tx, scope, params.id)
  if (!sale) throw problem('request.not-found')
  const rows = await findPayments(tx, sale.dealerId, params.id)
  const showsNames = holdsAt(scope, sale.dealerId, seesNames)
  return { items: rows.map(row => presentPayment(row, showsNames)) }
}

function presentQuote(row: QuotePaperRow, showsCost: boolean): QuotePaper {
  const { id, number, version, state, currency, listPriceMinor, discountMinor, totalMinor } = row
  const { tradeInMinor, tax, taxSources, validUntil, draftedAt, sentAt, draftedById, draftedByName, lines } =
    row
  return {
    id,
    number,
    version,
    state,
    trim: presentTrim(row),
    car: presentCar(row),
    currency,
    listPriceMinor,
    discountMinor,
    tradeInMinor,
    totalMinor,
    tax,
    taxSources,
    validUntil,
    draftedBy: named(draftedById, draftedByName),
    draftedAt,
    sentAt,
    lines: lines.map(line => ({
      ...line,
      costMinor: showsCost ? line.costMinor : null,
      costMasked: !showsCost,
    })),
  }
}

/** What was typed with a payment may name who paid. */
function presentPayment(
  { recordedById, recordedByName, reference, ...row }: PaymentRow,
  showsNames: boolean,
): PaymentPaper {
  return {
    ...row,
    reference: showsNames ? reference : '',
    recordedBy: named(recordedById, recordedByName),
  }
}

function named(id: string | null, name: string | null) {
  return id !== null && name !== null ? { id, name } : null
}
