import type { FastifyInstance } from 'fastify'
import { listOrganisations } from '../../network/organisations/organisations.sql.ts'
import { downwards } from '../../network/store-rules/rules-of-store.ts'
import { effectiveRules } from '../../network/store-rules/store-rules.rules.ts'
import { findRules } from '../../network/store-rules/store-rules.sql.ts'
import { weekdayOf } from '../../network/store-rules/working-time.rules.ts'
import { businessDate } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, dealersNamedMax, route } from '../../platform/server/http/route.ts'
import { scopeOf, walled } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { freshen } from '../../sales/rollups/rollups.ts'
import type { Sold } from '../overview/overview.contract.ts'
import { type Counted, sumSold } from '../overview/overview.sql.ts'
import { monthAfter } from '../overview/rows.rules.ts'
import { nothingSold, soldBy } from '../overview/sold.rules.ts'
import { nodesOf } from './nodes.rules.ts'
import { workingDays } from './pace.rules.ts'
import { copyTargets, readTargets, type StoreTargets, setTarget, type Targets } from './targets.contract.ts'
import { findSellers, findTargets, type TargetRow, writeTarget } from './targets.sql.ts'

export function registerTargets(app: FastifyInstance, services: Services): void {
  route(app, services, readTargets, read)
  route(app, services, setTarget, set)
  route(app, services, copyTargets, copy)
}

async function read(call: Call<typeof readTargets>): Promise<Targets> {
  const { tx, query, services } = call
  const scope = narrowed(call.scope, query.dealerId)
  const organisations = walled(scope).length > 0 ? await listOrganisations(tx, walled(scope)) : []
  const stores = organisations.filter(({ kind }) => kind === 'dealer')
  const zone = (stores[0] && (await services.network.organisation(stores[0].id))?.timeZone) ?? 'UTC'
  const today = businessDate(call.now.toISOString(), zone)
  const month = query.month ?? today.slice(0, 7)
  const dealerIds = stores.map(({ id }) => id)
  if (walled(call.scope).length <= dealersNamedMax) await freshen(tx, dealerIds)
  const scene = await sceneOf(call, dealerIds, month)
  const worksOn = await openDays(call, dealerIds)
  const lines: StoreTargets[] = []
  for (const { id, code, nameZh, nameEn } of stores) {
    const known = await services.network.organisation(id)
    lines.push({
      dealerId: id,
      code,
      nameZh,
      nameEn,
      currency: known?.currency ?? 'CNY',
      ...workingDays(month, businessDate(call.now.toISOString(), known?.timeZone ?? 'UTC'), worksOn(id)),
      mayEdit: scene.editable.has(id),
      ...linesOf(scene, id, known?.currency ?? 'CNY'),
    })
  }
  const above = query.dealerId ? [] : organisations.filter(({ kind }) => kind !== 'dealer')
  const ancestors = new Map<string, readonly string[]>()
  for (const { dealerId } of lines)
    ancestors.set(dealerId, (await services.network.organisation(dealerId))?.ancestorIds ?? [])
  return { month, today, nodes: nodesOf(above, lines, ancestors), stores: lines }
}

/** By each store's opening hours and holidays: on which dates it works. */
async function openDays({ tx, services }: Call<typeof readTargets>, dealerIds: readonly string[]) {
  const known = await Promise.all(dealerIds.map(id => services.network.organisation(id)))
  const above = new Set(known.flatMap(organisation => organisation?.ancestorIds ?? []))
  const written = await findRules(tx, [...above])
  return (dealerId: string) => {
    const ancestorIds = known.find(organisation => organisation?.id === dealerId)?.ancestorIds ?? [dealerId]
    const { week, holidays } = effectiveRules(downwards(ancestorIds, written))
    const special = new Map(holidays.map(holiday => [holiday.day, holiday.hours !== null]))
    return (date: string) => special.get(date) ?? week[weekdayOf(date)] !== null
  }
}

interface Scene {
  readonly targets: readonly TargetRow[]
  readonly sellers: readonly { id: string; name: string; dealerId: string }[]
  readonly storeDone: ReadonlyMap<string, Sold>
  readonly ownerDone: ReadonlyMap<string, Sold>
  readonly editable: ReadonlySet<string>
  /** stores of which the reader sees the store's own target, and those of whom everybody's */
  readonly whole: ReadonlySet<string>
  readonly named: ReadonlySet<string>
  readonly staffId: string
}

async function sceneOf(call: Call<typeof readTargets>, dealerIds: readonly string[], month: string) {
  const { tx, actor, services, scope } = call
  const ids = await services.network.ids()
  const counted: Counted = {
    dealerIds,
    from: `${month}-01`,
    to: `${month}-01`,
    ownerId: undefined,
    source: undefined,
  }
  const scene: Scene = {
    targets: await findTargets(tx, dealerIds, counted.from),
    sellers: await findSellers(tx, dealerIds, counted.from),
    storeDone: soldBy(await sumSold(tx, counted, 'dealer')),
    ownerDone: soldBy(await sumSold(tx, counted, 'owner')),
    editable: new Set(scopeOf(actor, 'targets', 'edit', ids)?.all),
    whole: new Set(scope.all),
    named: new Set(scopeOf(actor, 'sales', 'read', ids)?.all),
    staffId: scope.staffId,
  }
  return scene
}

function linesOf(scene: Scene, dealerId: string, currency: string): Pick<StoreTargets, 'store' | 'people'> {
  const whole = scene.whole.has(dealerId)
  const line = (staffId: string | null) => {
    const found = scene.targets.find(row => row.dealerId === dealerId && row.staffId === staffId)
    const done = staffId === null ? scene.storeDone.get(dealerId) : scene.ownerDone.get(staffId)
    const { contracts = null, deliveries = null, amountMinor = null } = found ?? {}
    const { currency: kept = currency, version = 0 } = found ?? {}
    return {
      target: { contracts, deliveries, amountMinor, currency: kept, version },
      done: done ?? nothingSold,
    }
  }
  const shown = scene.sellers.filter(
    ({ id, dealerId: at }) => at === dealerId && (whole ? scene.named.has(dealerId) : id === scene.staffId),
  )
  return {
    store: whole ? line(null) : null,
    people: shown.map(({ id, name }) => ({ staff: { id, name }, ...line(id) })),
  }
}

async function set(call: Call<typeof setTarget>) {
  const { tx, body, scope, services, now } = call
  const { dealerId, month: named, staffId, ...figures } = body
  const month = `${named}-01`
  const currency = await requireStore(call, dealerId)
  const sellers = await findSellers(tx, [dealerId], month)
  if (staffId !== null && !sellers.some(({ id }) => id === staffId))
    throw problem('staff.unknown', { field: 'staffId' })
  const setting = { dealerId, id: services.ports.newId(), month, staffId, ...figures, currency }
  const version = await writeTarget(tx, { ...setting, by: scope.staffId, at: now }, call.version)
  if (version === undefined) {
    const kept = (await findTargets(tx, [dealerId], month)).find(row => row.staffId === staffId)
    throw problem('record.changed', { expected: call.version, version: kept?.version ?? 0, fields: [] })
  }
  await call.audit({
    dealerId,
    verb: 'edited',
    noun: 'targets',
    subjectId: staffId ?? dealerId,
    facts: { month: named, ...figures, version },
  })
  call.announce(dealerId, 'targets')
  return { version }
}

async function copy(call: Call<typeof copyTargets>) {
  const { tx, body, scope, now, newId } = call
  await requireStore(call, body.dealerId)
  const month = `${body.month}-01`
  const known = await findTargets(tx, [body.dealerId], month)
  const before = await findTargets(tx, [body.dealerId], `${monthAfter(body.month, -1)}-01`)
  const selling = new Set((await findSellers(tx, [body.dealerId], month)).map(({ id }) => id))
  const wanted = before.filter(
    ({ staffId }) =>
      !known.some(row => row.staffId === staffId) && (staffId === null || selling.has(staffId)),
  )
  for (const row of wanted)
    await writeTarget(tx, { ...row, id: newId(), month, by: scope.staffId, at: now }, 0)
  if (wanted.length === 0) throw problem('target.nothing-to-copy')
  await call.audit({
    dealerId: body.dealerId,
    verb: 'copied',
    noun: 'targets',
    subjectId: body.dealerId,
    facts: { month: body.month, copied: wanted.length },
  })
  call.announce(body.dealerId, 'targets')
  return { copied: wanted.length }
}

/** @returns its currency
 *  @throws Problem request.not-found for what is no store of the caller's */
async function requireStore(
  { scope, services }: Pick<Call<unknown>, 'scope' | 'services'>,
  dealerId: string,
): Promise<string> {
  const store = await services.network.organisation(dealerId)
  if (!scope.all.includes(dealerId) || store?.kind !== 'dealer') throw problem('request.not-found')
  return store.currency
}
