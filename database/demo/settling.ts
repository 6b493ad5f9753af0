import { balanceOf } from '../../src/sales/process/ledger.rules.ts'
import { dateOf } from './calendar.ts'
import { factsOf, passPdi } from './car-holds.ts'
import { carOf, currency, type Scene, type StepOf, saleOf } from './scene.ts'

/** Enters money in the ledger: the agreed deposit, or a share of what is due. */
export function pay(scene: Scene, { purpose, method, share }: StepOf<'pay'>): void {
  const { store, run, at } = scene
  const sale = saleOf(run)
  const due = purpose === 'deposit' ? sale.contract?.depositMinor : balanceOf(sale).dueMinor
  const amountMinor = share === 1 ? (due ?? 0) : Math.round(((due ?? 0) * share) / 100_000) * 100_000
  const paymentId = scene.id()
  const reference =
    method === 'cash' ? '' : `${method === 'loan' ? 'LN' : 'TX'}${paymentId.slice(-10).toUpperCase()}`
  scene.do(
    {
      kind: 'record-payment',
      ...scene.as(run.course.dealer.finance),
      paymentId,
      purpose,
      method,
      amountMinor,
      currency,
    },
    { paymentNumbers: [store.numbering.next('payment', at)], reference },
  )
}

/** Ticks an item of the delivery gate by whoever owes it. */
export function mark(scene: Scene, { item }: StepOf<'mark'>): void {
  const { dealer } = scene.run.course
  const state = carOf(scene.store, saleOf(scene.run).contract?.episodeId)
  if (item === 'pdi') passPdi(state, scene.at)
  const vehicle = factsOf(state, scene.at)
  const owner = {
    pdi: dealer.inventoryManager,
    certificate: dealer.inventoryManager,
    invoice: dealer.finance,
  }
  const by = item in owner ? scene.as(owner[item as keyof typeof owner]) : scene.owner
  const isInvoice = item === 'invoice'
  const invoice = isInvoice ? { ...newInvoice(scene), vin: state.car.vin } : null
  const details = isInvoice ? { invoiceVin: state.car.vin } : { rowId: scene.id() }
  scene.do({ kind: 'mark-item', ...by, item, vehicle, invoice }, details)
}

/** Numbers come from the tax office: here the year, the store and a running number. */
function newInvoice(scene: Scene) {
  const { store, run, at } = scene
  store.invoices += 1
  const place = `${dateOf(at).slice(2, 4)}${run.course.dealer.organisation.code.slice(1).padStart(3, '0')}2000`
  return { id: scene.id(), number: place + String(store.invoices).padStart(11, '0'), issuedOn: dateOf(at) }
}

export function deliver(scene: Scene): void {
  const { store, run, at } = scene
  const state = carOf(store, saleOf(run).contract?.episodeId)
  const vehicle = factsOf(state, at)
  const { stage, furthest, appointment = null, followUp } = saleOf(run)
  run.beforeDelivery = { stage, furthest, appointment, followUp }
  scene.do(
    { kind: 'deliver', ...scene.owner, deliveryId: scene.id(), vehicle },
    { vin: state.car.vin, mileageKm: state.mileageKm },
  )
}
