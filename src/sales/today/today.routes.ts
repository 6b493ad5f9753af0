import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { type Scope, scopeOf, walled } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { within } from '../../platform/server/within.ts'
import { processOfVersion } from '../processes/processes.sql.ts'
import type { CarName } from '../sales/sale-names.contract.ts'
import { findCarNames } from '../sales/sale-page.sql.ts'
import { dayBounds } from './day-bounds.rules.ts'
import {
  presentDelivery,
  presentFollowUp,
  presentInquiry,
  presentLoss,
  presentReminder,
  presentReservation,
  presentTestDrive,
} from './present-today.ts'
import { readToday, type Today } from './today.contract.ts'
import {
  countDay,
  countLoads,
  type Day,
  findDueDeliveries,
  findDueFollowUps,
  findEndingReservations,
  findProposedLosses,
  findReminders,
  findTestDrives,
  findUnanswered,
  type LoadRow,
  type TestDriveRow,
} from './today.sql.ts'

export function registerToday(app: FastifyInstance, services: Services): void {
  route(app, services, readToday, read)
}

const upcomingDays = 3

async function read(call: Call<typeof readToday>): Promise<Today> {
  const { tx, query } = call
  const scope = narrowed(call.scope, query.dealerId)
  const mayTeam = scope.all.length > 0
  const whose = mayTeam && query.whose !== 'mine' ? 'team' : 'mine'
  const day = await dayOf(call, scope, whose)
  const loads = await countLoads(tx, day)
  const followUps = await findDueFollowUps(tx, day)
  const testDrives = await testDrivesOf(call, scope, day, whose)
  const losses = await lossesOf(call, day)
  const reservations = await findEndingReservations(tx, day)
  const deliveries = await findDueDeliveries(tx, day)
  const reminders = await findReminders(tx, day, whose === 'mine' ? scope.staffId : null)
  return {
    date: day.date,
    whose,
    mayTeam,
    counts: {
      ...(await countDay(tx, day)),
      overdue: sum(loads, 'overdue'),
      today: sum(loads, 'today'),
      upcoming: sum(loads, 'upcoming'),
      testDrives: testDrives.length,
      losses: losses.length,
      reservations: reservations.length,
    },
    followUps: followUps.map(row => presentFollowUp(scope, row, day.date)),
    newInquiries: await newInquiriesOf(call, scope, day),
    testDrives,
    deliveries: deliveries.map(row => presentDelivery(scope, row)),
    reminders: reminders.map(row => presentReminder(scope, row, day.date)),
    losses,
    reservations: reservations.map(row => presentReservation(scope, row)),
    owners: whose === 'team' ? loads.map(load => presentLoad(load)) : [],
  }
}

/** The day of the store, or of the first store in scope. */
async function dayOf(
  { services, now }: Call<typeof readToday>,
  scope: Scope,
  whose: Today['whose'],
): Promise<Day> {
  const [dealerId] = walled(scope)
  const timeZone = (dealerId && (await services.network.organisation(dealerId))?.timeZone) || 'UTC'
  const date = businessDate(now.toISOString(), timeZone)
  const reached = within(scope, 's.dealer_id', 's.owner_id', sql<boolean>`s.stage = 'after-sales'`)
  return {
    delivered: sql<boolean>`${reached}`,
    reached: whose === 'team' ? sql`${reached}` : sql`(${reached} and s.owner_id = ${scope.staffId}::uuid)`,
    date,
    ...dayBounds(date, timeZone),
    upcomingUntil: addDays(date, upcomingDays),
    now: now.toISOString(),
  }
}

async function newInquiriesOf({ tx, services }: Call<typeof readToday>, scope: Scope, day: Day) {
  const found: Today['newInquiries'] = []
  for (const row of await findUnanswered(tx, day)) {
    const process = await processOfVersion(tx, await services.network.rootId(), row.state.processVersion)
    found.push(presentInquiry(scope, row, process, day.now))
  }
  return found
}

/** One's own day holds the drives one escorts, whoever owns the sale. */
async function testDrivesOf(call: Call<typeof readToday>, scope: Scope, day: Day, whose: Today['whose']) {
  const { actor, services, tx } = call
  if (!scopeOf(actor, 'test-drives', 'read', await services.network.ids())) return []
  const escort = whose === 'mine' && scope.all.length > 0 ? scope.staffId : null
  const rows = await findTestDrives(tx, day, escort)
  const cars = await carsOf(call, rows)
  return rows.map(row => presentTestDrive(scope, row, cars, day.date))
}

async function carsOf({ tx }: Call<typeof readToday>, rows: readonly TestDriveRow[]) {
  const cars = new Map<string, CarName>()
  for (const dealerId of new Set(rows.map(row => row.dealerId))) {
    const episodes = rows.filter(row => row.dealerId === dealerId).map(row => row.driveEpisodeId)
    for (const car of await findCarNames(tx, dealerId, episodes)) cars.set(car.episodeId, car)
  }
  return cars
}

/** Only for those who review them. */
async function lossesOf({ tx, actor, services, scope }: Call<typeof readToday>, day: Day) {
  const reviewed = scopeOf(actor, 'losses', 'review', await services.network.ids())
  if (!reviewed) return []
  return (await findProposedLosses(tx, day, reviewed.all)).map(row => presentLoss(scope, row))
}

function presentLoad({ ownerId, ownerName, ...load }: LoadRow): Today['owners'][number] {
  return { owner: ownerId && ownerName !== null ? { id: ownerId, name: ownerName } : null, ...load }
}

function sum(loads: readonly LoadRow[], key: 'overdue' | 'today' | 'upcoming'): number {
  return loads.reduce((total, load) => total + load[key], 0)
}
