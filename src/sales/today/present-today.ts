import { seesNames } from '../../platform/permissions.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import { openItems } from '../process/delivery-gate.rules.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import { nextDriveStep } from '../process/test-drive-readiness.rules.ts'
import { presentNames } from '../sales/present-sale.ts'
import type { SaleLineRow } from '../sales/sale-line-columns.sql.ts'
import type { CarName } from '../sales/sale-names.contract.ts'
import type { Today } from './today.contract.ts'
import type { FollowUpRow, LossRow, ReminderRow, ReservationRow, TestDriveRow } from './today.sql.ts'

/** The sale that a piece of work is about. */
function about(scope: Scope, row: SaleLineRow) {
  const { id: saleId, dealerId, number, stage, intentLevel, version: saleVersion } = row
  const { customer, owner, trim } = presentNames(scope, dealerId, row)
  return { saleId, dealerId, number, stage, intentLevel, customer, owner, trim, saleVersion }
}

export function presentFollowUp(scope: Scope, row: FollowUpRow, today: string): Today['followUps'][number] {
  const dueOn = row.followUpDueOn ?? today
  return {
    ...about(scope, row),
    followUpId: row.state.followUp?.id ?? row.id,
    dueOn,
    due: dueOn < today ? 'overdue' : dueOn === today ? 'today' : 'upcoming',
    contactedAt: row.state.contactedAt,
  }
}

export function presentInquiry(
  scope: Scope,
  row: FollowUpRow,
  process: ProcessDefinition,
  now: string,
): Today['newInquiries'][number] {
  const hours = process.slaHours.find(({ stage }) => stage === 'inquiry')?.hours
  const answerBy =
    hours === undefined ? null : new Date(Date.parse(row.createdAt) + hours * 3_600_000).toISOString()
  return {
    ...about(scope, row),
    source: row.source,
    openedAt: row.createdAt,
    answerBy,
    late: answerBy !== null && answerBy < now,
  }
}

export function presentTestDrive(
  scope: Scope,
  row: TestDriveRow,
  cars: ReadonlyMap<string, CarName>,
  today: string,
): Today['testDrives'][number] {
  const { testDriveId, driveState: state, startsAt, endsAt, escortId, escortName } = row
  const escort = { id: escortId, name: escortName }
  const car = cars.get(row.driveEpisodeId) ?? null
  const drive = row.state.testDrives.find(({ id }) => id === testDriveId)
  const next = drive ? nextDriveStep(drive, today) : null
  return { ...about(scope, row), testDriveId, state, startsAt, endsAt, escort, car, next }
}

export function presentDelivery(scope: Scope, row: FollowUpRow): Today['deliveries'][number] {
  const owed = openItems(row.state)
  const { car } = presentNames(scope, row.dealerId, row)
  const { startsAt = null, isAgreed = false } = row.state.appointment ?? {}
  return { ...about(scope, row), car, ready: owed.length === 0, owed, startsAt, isAgreed }
}

export function presentReminder(scope: Scope, row: ReminderRow, today: string): Today['reminders'][number] {
  const { reminderId, dueOn, dueKm } = row
  const { car } = presentNames(scope, row.dealerId, row)
  return { ...about(scope, row), reminderId, dueOn, dueKm, overdue: dueOn < today, car }
}

export function presentLoss(scope: Scope, row: LossRow): Today['losses'][number] {
  const { lossId, reason, competitor, note, proposedById, proposedByName, proposedAt } = row
  const shown = holdsAt(scope, row.dealerId, seesNames)
  return {
    ...about(scope, row),
    lossId,
    reason,
    competitor,
    note: shown && note !== '' ? note : null,
    proposedBy: proposedById && proposedByName !== null ? { id: proposedById, name: proposedByName } : null,
    proposedAt,
  }
}

export function presentReservation(scope: Scope, row: ReservationRow): Today['reservations'][number] {
  const { reservationId, expiresAt, offered } = row
  const { car } = presentNames(scope, row.dealerId, row)
  return { ...about(scope, row), reservationId, expiresAt, car, offered }
}
