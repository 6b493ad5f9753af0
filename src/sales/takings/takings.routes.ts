import type { FastifyInstance } from 'fastify'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { holdNumbers } from '../../platform/server/counters.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { closeTakings, listTakings, readTakings, type Takings } from './takings.contract.ts'
import { differenceOf, totalsOf } from './takings.rules.ts'
import {
  type ClosedRow,
  findClosing,
  findDays,
  findTaken,
  insertClosing,
  openDayFor,
  type TakenRow,
} from './takings.sql.ts'

export function registerTakings(app: FastifyInstance, services: Services): void {
  route(app, services, listTakings, list)
  route(app, services, readTakings, call =>
    sheetOf(call, call.params.day, call.query.dealerId, call.query.currency),
  )
  route(app, services, closeTakings, close)
}

const daysListed = 31

async function list(call: Call<typeof listTakings>) {
  const { tx, query } = call
  const till = await tillOf(call, query.dealerId, query.currency)
  const to = query.to ?? addDays(till.today, 1) // money after a closing counts for tomorrow
  const from = query.from ?? addDays(to, -daysListed)
  if (from > to) throw invalid('from', 'after-to')
  const items = await findDays(tx, { ...till, from, to })
  const { dealerId, currency, today } = till
  return { dealerId, currency, today, openDay: await openDayFor(tx, dealerId, currency, today), items }
}

/** One closes at a time, and no money is entered meanwhile: both wait for the store's payment numbers. */
async function close(call: Call<typeof closeTakings>): Promise<Takings> {
  const { tx, params, body, now, actor, newId } = call
  const { day } = params
  const till = await tillOf(call, body.dealerId, body.currency)
  if (day > till.today) throw problem('takings.future-day', { day, field: 'day' })
  const year = Number(till.today.slice(0, 4))
  await holdNumbers(tx, till.dealerId, 'payment', [year - 1, year])
  const key = { ...till, day }
  const before = await findClosing(tx, key)
  if (before) throw problem('takings.already-closed', { day, closedBy: before.closedByName ?? '—' })
  const totals = totalsOf(await findTaken(tx, key))
  const differenceMinor = differenceOf(body.countedMinor, totals.cashMinor)
  if (differenceMinor !== 0 && body.reason === '')
    throw problem('takings.reason-required', {
      differenceMinor,
      cashMinor: totals.cashMinor,
      field: 'reason',
    })
  const id = newId()
  await insertClosing(tx, {
    dealerId: till.dealerId,
    currency: till.currency,
    day,
    id,
    lines: totals.count,
    netMinor: totals.netMinor,
    cashMinor: totals.cashMinor,
    countedMinor: body.countedMinor,
    reason: body.reason,
    by: actor.staffId,
    at: now.toISOString(),
  })
  await call.audit({
    dealerId: till.dealerId,
    verb: 'closed',
    noun: 'takings',
    subjectId: id,
    facts: { day, currency: till.currency, differenceMinor },
  })
  call.announce(till.dealerId, 'takings')
  return sheetIn(tx, key)
}

interface Till {
  readonly dealerId: string
  readonly currency: string
  readonly timeZone: string
  readonly today: string
}

type TakingsCall = Pick<Call<unknown>, 'scope' | 'services' | 'now'>

async function tillOf(
  { scope, services, now }: TakingsCall,
  named: string | undefined,
  currency: string | undefined,
): Promise<Till> {
  const dealerId = chooseDealer(scope, named)
  const organisation = await services.network.organisation(dealerId)
  if (!organisation) throw problem('request.not-found')
  const { timeZone } = organisation
  const today = businessDate(now.toISOString(), timeZone)
  return { dealerId, currency: currency ?? organisation.currency, timeZone, today }
}

async function sheetOf(
  call: TakingsCall & { readonly tx: Tx },
  day: string,
  dealerId: string | undefined,
  currency: string | undefined,
): Promise<Takings> {
  return sheetIn(call.tx, { ...(await tillOf(call, dealerId, currency)), day })
}

async function sheetIn(tx: Tx, key: Till & { readonly day: string }): Promise<Takings> {
  const rows = await findTaken(tx, key)
  const closing = await findClosing(tx, key)
  const { dealerId, day, currency } = key
  return {
    dealerId,
    day,
    currency,
    lines: rows.map(presentLine),
    totals: totalsOf(rows),
    closing: closing && presentClosing(closing),
  }
}

function presentLine({ cashierId, cashierName, method, count, inMinor, outMinor }: TakenRow) {
  return {
    cashier: named(cashierId, cashierName),
    method,
    count,
    inMinor,
    outMinor,
    netMinor: inMinor - outMinor,
  }
}

function presentClosing({ countedMinor, cashMinor, reason, closedById, closedByName, closedAt }: ClosedRow) {
  return {
    countedMinor,
    differenceMinor: differenceOf(countedMinor, cashMinor),
    reason,
    closedBy: named(closedById, closedByName),
    closedAt,
  }
}

function named(id: string | null, name: string | null) {
  return id !== null && name !== null ? { id, name } : null
}
