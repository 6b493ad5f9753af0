import type { Colleague } from '../../network/staff/colleagues.sql.ts'
import { seesCost } from '../../platform/permissions.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import { isDone, ownerOf } from '../process/delivery-gate.rules.ts'
import { balanceOf } from '../process/ledger.rules.ts'
import { deliveryItems, type Sale } from '../process/sale.contract.ts'
import { presentCar } from './present-sale.ts'
import type { ChecklistItem, SalePage } from './sale-page.contract.ts'
import type { SalePageRow } from './sale-page.sql.ts'

/** The car of a sale; its cost only for those who see costs at that store. */
export function presentSaleCar(scope: Scope, row: SalePageRow): SalePage['car'] {
  const car = presentCar(row)
  if (!car) return null
  const shown = holdsAt(scope, row.dealerId, seesCost)
  const { modelYear, exteriorColour, interiorColour, location, priceMinor, receivedOn, pdiPassedAt } = row
  return {
    ...car,
    modelYear,
    exteriorColour,
    interiorColour,
    location,
    state: row.carState ?? '',
    availability: row.availability ?? '',
    priceMinor,
    costMinor: shown ? row.costMinor : null,
    costMasked: !shown,
    currency: row.carCurrency ?? '',
    receivedOn,
    pdiPassedAt,
    certificateState: row.certificateState ?? '',
  }
}

export function presentAmounts(sale: Sale, amountMinor: number | null): SalePage['amounts'] {
  return { amountMinor, ...balanceOf(sale), currency: sale.currency }
}

/** The delivery gate item by item: what is done, by whom, and who owes the rest. */
export function checklistOf(sale: Sale, colleagues: ReadonlyMap<string, Colleague>): ChecklistItem[] {
  const invoice = sale.invoices.findLast(each => each.reversedAt === null)
  return deliveryItems.map(item => {
    const mark = item === 'balance' ? null : sale.items[item]
    return {
      item,
      done: isDone(sale, item),
      owedBy: ownerOf(item),
      doneBy: (mark?.by && colleagues.get(mark.by)) || null,
      doneAt: mark?.at ?? null,
      invoiceNumber: item === 'invoice' ? (invoice?.number ?? null) : null,
      invoicedOn: item === 'invoice' ? (invoice?.issuedOn ?? null) : null,
    }
  })
}

/** Everyone whom the folded sale names. */
export function peopleIn(sale: Sale): (string | null)[] {
  return [
    sale.ownerId,
    ...sale.testDrives.map(drive => drive.escortId),
    ...Object.values(sale.items).map(mark => mark?.by ?? null),
    sale.appointment?.delivererId ?? null,
    sale.delivery?.by ?? null,
    sale.handOver?.adviserId ?? null,
    sale.loss?.proposedBy ?? null,
    ...sale.approvals.flatMap(each => [each.requestedBy, each.decidedBy, each.onBehalfOf]),
    ...sale.refunds.flatMap(each => [each.requestedBy, each.decidedBy]),
  ]
}

/** Every car that the folded sale names, by stock episode. */
export function carsIn(sale: Sale): (string | null)[] {
  return [
    ...sale.testDrives.map(drive => drive.episodeId),
    ...sale.quotes.map(quote => quote.episodeId),
    sale.reservation?.episodeId ?? null,
    sale.contract?.episodeId ?? null,
    sale.delivery?.episodeId ?? null,
  ]
}
