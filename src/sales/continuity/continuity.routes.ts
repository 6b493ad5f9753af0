import type { FastifyInstance } from 'fastify'
import { openContact } from '../../customers/people/contact-seals.ts'
import { listOrganisations } from '../../network/organisations/organisations.sql.ts'
import { businessDate } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { openItems } from '../process/delivery-gate.rules.ts'
import { balanceOf } from '../process/ledger.rules.ts'
import { presentNames } from '../sales/present-sale.ts'
import type { CarName } from '../sales/sale-names.contract.ts'
import { findCarNames } from '../sales/sale-page.sql.ts'
import { dayBounds } from '../today/day-bounds.rules.ts'
import { type Continuity, readContinuity } from './continuity.contract.ts'
import {
  type ContinuityRow,
  type DriveRow,
  findDrivesOfDay,
  findFollowUpsDue,
  findOpenContracts,
  findStockForSale,
} from './continuity.sql.ts'

export function registerContinuity(app: FastifyInstance, services: Services): void {
  route(app, services, readContinuity, read)
}

type Asked = Call<typeof readContinuity>

async function read(call: Asked): Promise<Continuity> {
  const { tx, scope, query, now } = call
  const dealerId = chooseDealer(scope, query.dealerId)
  const [dealer] = await listOrganisations(tx, [dealerId])
  if (!dealer) throw problem('request.not-found')
  const { nameZh, nameEn, timeZone } = dealer
  const date = businessDate(now.toISOString(), timeZone)
  const drives = await findDrivesOfDay(tx, dealerId, dayBounds(date, timeZone))
  const cars = await findCarNames(
    tx,
    dealerId,
    drives.map(({ driveEpisodeId }) => driveEpisodeId),
  )
  const contracts = await findOpenContracts(tx, dealerId)
  const followUps = await findFollowUpsDue(tx, dealerId, date)
  const stock = await findStockForSale(tx, dealerId)
  await call.audit({ dealerId, verb: 'printed', noun: 'continuity', facts: { date } })
  return {
    dealer: { id: dealerId, nameZh, nameEn, timeZone },
    date,
    madeAt: now.toISOString(),
    testDrives: listOf(drives, row => driveOf(call, row, cars)),
    contracts: listOf(contracts, row => contractOf(call, row)),
    followUps: listOf(followUps, row => ({ ...about(call, row), dueOn: row.followUpDueOn ?? date })),
    stock: listOf(stock, ({ total: _total, ...car }) => car),
  }
}

function listOf<Row extends { total: number }, Line>(rows: readonly Row[], line: (row: Row) => Line) {
  return { total: rows[0]?.total ?? 0, items: rows.map(line) }
}

function driveOf(call: Asked, row: DriveRow, cars: readonly CarName[]) {
  const { testDriveId, driveState: state, startsAt, endsAt, escortId, escortName } = row
  const car = cars.find(({ episodeId }) => episodeId === row.driveEpisodeId) ?? null
  const escort = { id: escortId, name: escortName }
  return { ...about(call, row), car, testDriveId, state, startsAt, endsAt, escort }
}

function contractOf(call: Asked, row: ContinuityRow) {
  const { state, currency, contractNumber } = row
  const { paidMinor, dueMinor } = balanceOf(state)
  return {
    ...about(call, row),
    contractNumber,
    priceMinor: state.contract?.priceMinor ?? null,
    paidMinor,
    dueMinor,
    currency,
    deliveryOn: state.contract?.deliveryOn ?? null,
    appointedAt: state.appointment?.startsAt ?? null,
    ready: openItems(state).length === 0,
  }
}

/** The sale that a line is about; of the phone only what tells two people of one name apart. */
function about({ scope, services }: Asked, row: ContinuityRow) {
  const { id: saleId, number, dealerId, phone } = row
  const phoneTail = phone && openContact(services.seals, dealerId, phone).slice(-4)
  return { saleId, number, phoneTail, ...presentNames(scope, dealerId, row) }
}
