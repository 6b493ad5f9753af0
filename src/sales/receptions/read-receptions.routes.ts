import type { FastifyInstance } from 'fastify'
import { findConsentTexts } from '../../customers/consents/consents.sql.ts'
import { indexContact } from '../../customers/people/contact-seals.ts'
import { normaliseContact } from '../../customers/people/contact-values.rules.ts'
import { callingCodeOf } from '../../customers/people/phone.rules.ts'
import { storeOf } from '../../customers/people/store-of.ts'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { chooseDealer, narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { pageOfRows, positionOf } from '../../platform/server/page.ts'
import { type Scope, scopeOf, walled } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { processOfDealer } from '../processes/processes.sql.ts'
import { presentReception } from './present-reception.ts'
import { checkVisitor, type KnownVisitor, listReceptions, readReceptionForm } from './receptions.contract.ts'
import { outcomeOf } from './receptions.rules.ts'
import {
  countReceptions,
  findPopularModels,
  findReceptions,
  findVisitorByPhone,
  type KnownVisitorRow,
} from './receptions.sql.ts'
import { visitorOf } from './visitor.ts'

export function registerReceptionReads(app: FastifyInstance, services: Services): void {
  route(app, services, listReceptions, list)
  route(app, services, readReceptionForm, readForm)
  // Nothing is written and the answer may hold a name: no intent is kept.
  route(app, services, checkVisitor, check, { claims: 'in-handler' })
}

async function list({ tx, query, services, actor, now, ...call }: Call<typeof listReceptions>) {
  const scope = narrowed(call.scope, query.dealerId)
  const day = query.day ?? (query.waiting ? undefined : await todayOf(scope, services, now))
  const asked = { scope, day, kind: query.kind, waiting: query.waiting }
  const after = positionOf('newest', query.cursor)
  const rows = await findReceptions(tx, asked, after?.id ?? null, query.limit + 1)
  const page = pageOfRows(rows, query.limit, 'newest', row => ({ value: null, id: row.id }))
  const colleagues = await findColleagues(
    tx,
    page.rows.flatMap(row => [row.ownerId, row.receivedBy]),
  )
  const taking = scopeOf(actor, 'receptions', 'edit', await services.network.ids())
  const reading = { scope, taking, seals: services.seals, colleagues }
  return {
    items: page.rows.map(row => presentReception(row, reading)),
    nextCursor: page.nextCursor,
    day: day ?? null,
    // Of the whole day, whatever of it is shown.
    counts: await countReceptions(tx, day ? { ...asked, kind: undefined, waiting: undefined } : asked),
  }
}

/** The day of the store, or of the first one in scope. */
export async function todayOf(scope: Scope, services: Services, now: Date): Promise<string | undefined> {
  const [first] = walled(scope)
  return first && (await storeOf(services, first, now)).today
}

const modelsShown = 6

async function readForm({ tx, query, scope, services, now }: Call<typeof readReceptionForm>) {
  const [dealerId] = walled(narrowed(scope, query.dealerId))
  if (!dealerId) return { models: [], sources: [], consentTexts: [] }
  const store = await storeOf(services, dealerId, now)
  const process = await processOfDealer(tx, store.ancestorIds)
  const texts = await findConsentTexts(tx)
  return {
    models: await findPopularModels(tx, dealerId, modelsShown),
    sources: process.sources,
    consentTexts: texts.filter(({ validFrom }) => validFrom <= store.today),
  }
}

async function check({ tx, body, scope, services, now }: Call<typeof checkVisitor>) {
  const dealerId = chooseDealer(scope, body.dealerId)
  const store = await storeOf(services, dealerId, now)
  const phone = normaliseContact('phone', body.phone, callingCodeOf(store))
  if (phone === null) return { valid: false, known: null }
  const index = indexContact(services.seals, dealerId, 'phone', phone)
  const visitor = await findVisitorByPhone(tx, dealerId, index, body.kind)
  if (!visitor) return { valid: true, known: null }
  const whose = visitor.saleId ? visitor.saleOwnerId : visitor.ownerId
  const owner = whose ? ((await findColleagues(tx, [whose])).get(whose) ?? null) : null
  return { valid: true, known: { ...presentVisitor(visitor, scope, dealerId), owner } }
}

/** Of a colleague's customer it is said whose, and nothing of who. */
function presentVisitor(
  visitor: KnownVisitorRow,
  scope: Scope,
  dealerId: string,
): Omit<KnownVisitor, 'owner'> {
  const { id, number, name, saleId, saleNumber, saleStage, isRepeat } = visitor
  const outcome = outcomeOf(visitorOf(visitor), {
    id: scope.staffId,
    reachesAll: scope.all.includes(dealerId),
  })
  const occasion = isRepeat ? 'repeat' : 'first'
  if (outcome === 'owner-told') return { occasion, outcome, customer: null, sale: null }
  const sale = saleId && saleNumber && saleStage ? { id: saleId, number: saleNumber, stage: saleStage } : null
  return { occasion, outcome, customer: { id, number, name }, sale }
}
