import { type DealerCode, hire, type Post } from '../platform/server/testing/test-network.ts'
import type { Sale } from '../sales/process/sale.contract.ts'
import { inspected } from '../sales/testing/random/requests.ts'
import type { Answer, Browser, ProductServer } from '../testing/product-server.ts'
import { driveRequests } from './drives.steps.ts'
import type { Serial, serials } from './serial.ts'

/** A step of a sale, as its manager takes it. */
export type Step = keyof typeof requests

export interface MadeCustomer extends Serial {
  readonly id: string
  readonly phonePointId: string
  readonly idPointId: string
}

export interface MadeCar {
  readonly id: string
  readonly episodeId: string
  readonly vin: string
  readonly costMinor: number
  readonly version: number
}

export interface MadeSale {
  readonly id: string
  readonly version: number
  readonly state: Sale
  readonly customer: MadeCustomer
  readonly car: MadeCar
}

/** Makes records at one store through the API, as its manager. */
export interface Maker {
  readonly dealerId: string
  readonly manager: Browser
  readonly staff: Readonly<Record<Post, string>>
  readonly customer: (ownerId: string | null) => Promise<MadeCustomer>
  readonly lead: (ownerId: string | null) => Promise<{ id: string; name: string; phone: string }>
  readonly car: (state?: 'in-stock' | 'in-transit') => Promise<MadeCar>
  readonly sale: (ownerId: string, ...steps: readonly Step[]) => Promise<MadeSale>
}

export interface Catalogue {
  readonly modelId: string
  readonly trimId: string
}

const priceMinor = 22_600_000

export async function makerAt(
  server: ProductServer,
  sessionOf: (username: string) => Promise<Browser>,
  code: DealerCode,
  catalogue: Catalogue,
  next: ReturnType<typeof serials>,
): Promise<Maker> {
  const manager = await sessionOf(`${code}.dealermanager`.toLowerCase())
  const dealerId = server.network.ids[code]
  const salesManager = () => sessionOf(`${code}.salesmanager`.toLowerCase())
  const stateOf = async (id: string) => {
    const row = await server.owner
      .selectFrom('sales')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return row.state as unknown as Sale
  }

  const customer: Maker['customer'] = async ownerId => {
    const serial = next()
    const contactPoints = [
      { kind: 'phone', value: serial.phone },
      { kind: 'id-number', value: serial.idNumber },
    ]
    const body = { kind: 'person', name: serial.name, ownerId, contactPoints }
    const { id } = done<{ id: string }>(await manager.send('POST', '/api/customers', body))
    const points = await server.owner
      .selectFrom('contact_points')
      .select(['id', 'kind'])
      .where('customer_id', '=', id)
      .execute()
    const pointOf = (kind: string) => points.find(point => point.kind === kind)?.id ?? ''
    return { ...serial, id, phonePointId: pointOf('phone'), idPointId: pointOf('id-number') }
  }

  const car: Maker['car'] = async (state = 'in-stock') => {
    const { vin, costMinor } = next()
    const body = {
      vin,
      costMinor,
      priceMinor,
      state,
      condition: 'new',
      trimId: catalogue.trimId,
      certificateState: 'in-hand',
    }
    const made = done<{ id: string; episodeId: string; version: number }>(
      await manager.send('POST', '/api/vehicles', body),
    )
    return { ...made, vin, costMinor }
  }

  const inspectedCar = async () => {
    const made = await car()
    const { version } = done<{ version: number }>(await manager.send('POST', `/api/vehicles/${made.id}/pdi`))
    return { ...made, version }
  }

  /** Somebody who is out with nobody else. */
  const escort = () => {
    const { ports } = server.services
    const username = `escort-${ports.newId()}`
    return hire(server.owner, ports, { username, role: 'consultant', organisationId: dealerId })
  }

  const sale: Maker['sale'] = async (ownerId, ...steps) => {
    const [buyer, sold] = await Promise.all([customer(ownerId), inspectedCar()])
    const inquiry = { customerId: buyer.id, source: 'walk-in', trimId: catalogue.trimId }
    const opened = done<{ id: string; version: number }>(
      await manager.send('POST', '/api/inquiries', inquiry),
    )
    const { id } = opened
    let { version } = opened
    const escortId = steps.includes('booked') ? await escort() : ownerId
    for (const step of steps) {
      const state = await stateOf(id)
      const serial = next()
      const { path, body } = stepRequests[step]({ state, serial, car: sold, escortId })
      const by = bySalesManager.includes(step) ? await salesManager() : manager
      const answer = await by.send('POST', `/api/sales/${id}/${path}`, body, {
        'if-match': `"${version}"`,
      })
      version = done<{ version: number }>(answer, step).version
    }
    return { id, version, state: await stateOf(id), customer: buyer, car: sold }
  }

  return {
    dealerId,
    manager,
    staff: server.network.staff[code],
    customer,
    lead: async ownerId => {
      const { name, phone } = next()
      const body = { source: 'website', name, phone, ownerId }
      const { id } = done<{ id: string }>(await manager.send('POST', '/api/leads', body))
      return { id, name, phone }
    },
    car,
    sale,
  }
}

export interface StepScene {
  readonly state: Sale
  readonly serial: Serial
  readonly car: { readonly episodeId: string; readonly vin: string }
  readonly escortId: string
}

export type StepRequest = (scene: StepScene) => { readonly path: string; readonly body?: object }

const item =
  (name: string): StepRequest =>
  () => ({ path: 'delivery-items', body: { item: name } })

const requests = {
  followUp: () => ({ path: 'follow-ups', body: { intentLevel: 'A' } }),
  followUpDone: ({ state }) => ({
    path: `follow-ups/${state.followUp?.id}/completion`,
    body: { result: 'reached', channel: 'call', next: { dueOn: null } },
  }),
  showing: () => ({ path: 'showings', body: {} }),
  noted: () => ({ path: 'notes', body: { note: 'walked' } }),
  contacted: () => ({ path: 'contacts', body: { result: 'reached' } }),
  booked: ({ car, escortId, serial }) => ({
    path: 'test-drives',
    body: { episodeId: car.episodeId, escortId, ...serial.slot },
  }),
  ...driveRequests,
  drafted: ({ car }) => ({ path: 'quotes', body: { episodeId: car.episodeId, discountMinor: 20_000 } }),
  draftedWithGift: ({ car, serial }) => ({
    path: 'quotes',
    body: {
      episodeId: car.episodeId,
      discountMinor: 20_000,
      lines: [{ kind: 'gift', label: 'Mats', amountMinor: 0, costMinor: serial.giftCostMinor }],
    },
  }),
  revised: ({ state, car }) => ({
    path: `quotes/${state.quotes[0]?.id}/revision`,
    body: { episodeId: car.episodeId, discountMinor: 30_000 },
  }),
  renewed: ({ state }) => ({ path: `quotes/${state.quotes[0]?.id}/renewal` }),
  sent: ({ state }) => ({ path: `quotes/${state.quotes.at(-1)?.id}/sending` }),
  draftedDear: ({ car }) => ({
    path: 'quotes',
    body: { episodeId: car.episodeId, discountMinor: 2_300_000 },
  }),
  approvalRequested: ({ state }) => ({
    path: 'approvals',
    body: { quoteId: state.quotes.at(-1)?.id, reason: 'competitor-offer' },
  }),
  approvalGiven: ({ state }) => ({
    path: `approvals/${state.approvals[0]?.id}/confirmation`,
    body: {},
  }),
  approvalRefused: ({ state }) => ({
    path: `approvals/${state.approvals[0]?.id}/refusal`,
    body: { reason: 'not-justified' },
  }),
  countered: ({ state }) => ({
    path: `approvals/${state.approvals[0]?.id}/counter-offer`,
    body: { discountMinor: 500_000 },
  }),
  offerAccepted: ({ state }) => ({
    path: `approvals/${state.approvals[0]?.id}/counter-offer/acceptance`,
  }),
  approvalWithdrawn: ({ state }) => ({ path: `approvals/${state.approvals[0]?.id}/withdrawal` }),
  depositPaid: () => ({
    path: 'payments',
    body: { purpose: 'deposit', method: 'transfer', amountMinor: 500_000 },
  }),
  refundRequested: () => ({
    path: 'refunds',
    body: { purpose: 'deposit', amountMinor: 500_000, reason: 'no-purchase' },
  }),
  refundApproved: ({ state }) => ({ path: `refunds/${state.refunds[0]?.id}/approval`, body: {} }),
  refundRefused: ({ state }) => ({
    path: `refunds/${state.refunds[0]?.id}/refusal`,
    body: { reason: 'not-justified' },
  }),
  refundPaid: ({ state }) => ({
    path: `refunds/${state.refunds[0]?.id}/payment`,
    body: { method: 'transfer' },
  }),
  reserved: ({ car }) => ({ path: 'reservation', body: { episodeId: car.episodeId } }),
  released: () => ({ path: 'reservation/release' }),
  signed: ({ car, state }) => ({
    path: 'contract',
    body: {
      quoteId: state.quotes.findLast(quote => quote.state === 'sent')?.id ?? null,
      episodeId: car.episodeId,
      priceMinor: state.quotes.length > 0 ? priceMinor - 20_000 : priceMinor,
    },
  }),
  signedForTrim: ({ state }) => ({
    path: 'contract',
    body: { trimId: state.trimId, priceMinor },
  }),
  matched: ({ car }) => ({ path: 'contract/car', body: { episodeId: car.episodeId } }),
  unmatched: () => ({ path: 'contract/unmatch' }),
  addendum: () => ({ path: 'contract/addenda', body: { reason: 'other', terms: 'With mats' } }),
  paid: ({ state, serial }) => ({
    path: 'payments',
    body: {
      method: 'transfer',
      amountMinor: state.contract?.priceMinor ?? priceMinor,
      reference: serial.invoiceNumber,
    },
  }),
  paymentReversed: ({ state }) => ({ path: `payments/${state.payments[0]?.id}/reversal`, body: {} }),
  pdi: item('pdi'),
  certificate: item('certificate'),
  appointed: ({ serial, escortId }) => ({
    path: 'delivery-appointment',
    body: { startsAt: serial.slot.startsAt, delivererId: escortId, isAgreed: true },
  }),
  moved: ({ serial, escortId }) => ({
    path: 'delivery-appointment/slot',
    body: { startsAt: serial.slot.endsAt, delivererId: escortId },
  }),
  unappointed: () => ({ path: 'delivery-appointment/cancellation', body: { reason: 'other' } }),
  prepared: () => ({ path: 'delivery-preparations', body: { item: 'plate', state: 'done' } }),
  inspected: () => ({ path: 'delivery-checklist', body: { entries: inspected } }),
  inspection: () => ({
    path: 'delivery-checklist/signature',
    body: { signature: null, textLanguage: 'zh' },
  }),
  reminded: () => ({ path: 'service-reminder/completion', body: { result: 'booked' } }),
  documents: item('documents'),
  invoice: ({ car, serial }) => ({
    path: 'delivery-items',
    body: {
      item: 'invoice',
      invoice: { number: serial.invoiceNumber, issuedOn: '2026-01-05', vin: car.vin },
    },
  }),
  pdiReversed: () => ({ path: 'delivery-items/pdi/reversal' }),
  invoiceReversed: () => ({ path: 'delivery-items/invoice/reversal' }),
  documentsReversed: () => ({ path: 'delivery-items/documents/reversal' }),
  delivered: () => ({ path: 'delivery', body: { mileageKm: 30 } }),
  takenBack: () => ({ path: 'delivery/reversal', body: { reason: 'wrong-sale' } }),
  handedOver: () => ({ path: 'hand-over', body: {} }),
  lossProposed: () => ({ path: 'loss', body: { reason: 'price' } }),
  lossConfirmed: () => ({ path: 'loss/confirmation' }),
  lossDeclined: () => ({ path: 'loss/refusal', body: { note: 'Call again' } }),
  cancelled: () => ({
    path: 'cancellation',
    body: { reason: 'buyer-changed-mind', defaultingParty: 'none' },
  }),
} satisfies Record<string, StepRequest>

/** Asked for by one manager, so that the other decides. */
const bySalesManager: readonly Step[] = ['approvalRequested', 'refundRequested']

/** How each step is asked for; the walk sends the same requests for everybody. */
export const stepRequests: Readonly<Record<Step, StepRequest>> = requests

export const untilPaid = [
  'draftedWithGift',
  'sent',
  'reserved',
  'signed',
  'paid',
] as const satisfies readonly Step[]
export const untilTicked = [
  ...untilPaid,
  ...(['pdi', 'certificate', 'inspected', 'inspection', 'documents', 'invoice'] as const),
] as const satisfies readonly Step[]
export const untilDelivered = [...untilTicked, 'delivered'] as const satisfies readonly Step[]

/** @throws Error when a record of the world could not be made */
export function done<Body>(answer: Answer, what = ''): Body {
  if (answer.status >= 300) throw new Error(`${what} ${answer.status} ${answer.text}`)
  return answer.body as Body
}
