import type { FastifyInstance } from 'fastify'
import { listOrganisations } from '../../network/organisations/organisations.sql.ts'
import { businessDate } from '../../platform/business-date.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, dealersNamedMax, route } from '../../platform/server/http/route.ts'
import { scopeOf, walled } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import type { StageCode } from '../../sales/process/sale.contract.ts'
import { stageCodes } from '../../sales/process/sale.contract.ts'
import { freshen } from '../../sales/rollups/rollups.ts'
import { summed } from '../targets/nodes.rules.ts'
import { sumTargets, type TargetSum } from '../targets/targets.sql.ts'
import { type Cohort, type Overview, readOverview } from './overview.contract.ts'
import { type Counted, findOwners, sumCohorts, sumEndings, sumSold, sumTimes } from './overview.sql.ts'
import { quantileSeconds } from './quartiles.rules.ts'
import { monthAfter } from './rows.rules.ts'
import { nothingSold, soldBy } from './sold.rules.ts'

export function registerOverview(app: FastifyInstance, services: Services): void {
  route(app, services, readOverview, read)
}

type Asking = Call<typeof readOverview>

async function read(call: Asking): Promise<Overview> {
  const { tx, query } = call
  const { all } = narrowed(call.scope, query.dealerId)
  const organisations = all.length > 0 ? await listOrganisations(tx, all) : []
  const dealers = organisations
    .filter(({ kind }) => kind === 'dealer')
    .map(({ id, code, nameZh, nameEn }) => ({ id, code, nameZh, nameEn }))
  const today = await todayOf(call, dealers[0]?.id)
  const to = query.to ?? today.slice(0, 7)
  const from = monthAfter(to, 1 - query.months)
  const counted: Counted = {
    dealerIds: dealers.map(({ id }) => id),
    from: `${from}-01`,
    to: `${to}-01`,
    ownerId: query.ownerId,
    source: query.source,
  }
  const fresh = await freshened(call, counted.dealerIds)
  const [total = noCohort] = await sumCohorts(tx, counted, 'nothing')
  return {
    from,
    to,
    today,
    fresh,
    dealers,
    total: cohortOf(total),
    cohorts: (await sumCohorts(tx, counted, 'month')).map(row => ({ ...cohortOf(row), month: row.key })),
    times: await timesOf(call, counted),
    months: await monthsOf(call, counted, from, to),
    sources: (await sumCohorts(tx, counted, 'source')).map(row => ({ ...cohortOf(row), source: row.key })),
    endings: await sumEndings(tx, counted),
    stores: await storesOf(call, counted),
    consultants: await consultantsOf(call, counted, today),
  }
}

async function todayOf({ services, now }: Asking, dealerId: string | undefined): Promise<string> {
  const timeZone = dealerId && (await services.network.organisation(dealerId))?.timeZone
  return businessDate(now.toISOString(), timeZone || 'UTC')
}

/** Very wide readers read through a role that cannot write: for them the background job has counted. */
async function freshened({ tx, scope }: Asking, dealerIds: readonly string[]): Promise<boolean> {
  return walled(scope).length > dealersNamedMax || (await freshen(tx, dealerIds))
}

async function timesOf({ tx }: Asking, counted: Counted): Promise<Overview['times']> {
  const rows = await sumTimes(tx, counted)
  return stageCodes.flatMap((stage: StageCode) => {
    const buckets = rows.filter(row => row.stage === stage)
    if (buckets.length === 0) return []
    return {
      stage,
      sales: buckets.reduce((sum, { sales }) => sum + sales, 0),
      lowerSeconds: quantileSeconds(buckets, 0.25),
      medianSeconds: quantileSeconds(buckets, 0.5),
      upperSeconds: quantileSeconds(buckets, 0.75),
    }
  })
}

/** Every month of the period, also those without a sale. */
async function monthsOf(
  { tx, query }: Asking,
  counted: Counted,
  from: string,
  to: string,
): Promise<Overview['months']> {
  const sold = soldBy(await sumSold(tx, counted, 'month'))
  const targets = query.source === undefined ? await sumTargets(tx, counted) : null
  const months: Overview['months'] = []
  for (let month = from; month <= to; month = monthAfter(month, 1))
    months.push({ month, ...(sold.get(month) ?? nothingSold), target: targets && targetOf(targets, month) })
  return months
}

function targetOf(targets: readonly TargetSum[], month: string): Overview['months'][number]['target'] {
  const own = targets.filter(target => target.month === month)
  return {
    contracts: summed(own.map(target => target.contracts)),
    deliveries: summed(own.map(target => target.deliveries)),
    sums: own.flatMap(({ currency, amountMinor }) => (amountMinor === null ? [] : { currency, amountMinor })),
  }
}

async function storesOf({ tx }: Asking, counted: Counted): Promise<Overview['stores']> {
  const cohorts = new Map((await sumCohorts(tx, counted, 'dealer')).map(row => [row.key, cohortOf(row)]))
  const sold = soldBy(await sumSold(tx, counted, 'dealer'))
  return counted.dealerIds.map(dealerId => ({
    dealerId,
    cohort: cohorts.get(dealerId) ?? noCohort,
    sold: sold.get(dealerId) ?? nothingSold,
  }))
}

/** People are named only within one store, to those who may open the sales behind their numbers. */
async function consultantsOf(
  { tx, actor, services, query }: Asking,
  counted: Counted,
  today: string,
): Promise<Overview['consultants']> {
  const [dealerId, ...others] = counted.dealerIds
  const reader = scopeOf(actor, 'sales', 'read', await services.network.ids())
  if (!dealerId || others.length > 0 || !reader?.all.includes(dealerId)) return null
  const cohorts = new Map((await sumCohorts(tx, counted, 'owner')).map(row => [row.key, cohortOf(row)]))
  const sold = soldBy(await sumSold(tx, counted, 'owner'))
  const ids = [...new Set([...cohorts.keys(), ...sold.keys()])]
  const people = new Map(
    (await findOwners(tx, { dealerId, ids, today, source: query.source })).map(row => [row.id, row]),
  )
  return ids.map(id => {
    const person = people.get(id)
    return {
      owner: person ? { id, name: person.name } : null,
      cohort: cohorts.get(id) ?? noCohort,
      sold: sold.get(id) ?? nothingSold,
      overdue: person?.overdue ?? 0,
    }
  })
}

const noCohort: Cohort = {
  inquiries: 0,
  showings: 0,
  testDrives: 0,
  negotiations: 0,
  contracts: 0,
  deliveries: 0,
  handedOver: 0,
  open: 0,
  lost: 0,
  cancelled: 0,
}

function cohortOf(row: Cohort): Cohort {
  const names = Object.keys(noCohort) as (keyof Cohort)[]
  return Object.fromEntries(names.map(name => [name, row[name]])) as Cohort
}
