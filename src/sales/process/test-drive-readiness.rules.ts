import type { Refusal } from './refusal.contract.ts'
import type { TestDrive } from './sale.contract.ts'
import { owedBy, refuse } from './scene.rules.ts'

/** What keeps a booked drive from starting on a day of the store: a licence that was looked at and holds on
 *  that day, and a signed agreement. */
export function unreadyRefusal({ licence, agreement }: TestDrive, day: string): Refusal | null {
  if (!licence) return refuse('test-drive.licence-unchecked', {}, owedBy('consultant', 'check-licence'))
  const { validUntil } = licence
  if (validUntil < day) return refuse('test-drive.licence-expired', { validUntil })
  return agreement
    ? null
    : refuse('test-drive.agreement-unsigned', {}, owedBy('consultant', 'sign-agreement'))
}

/** What wants doing next with a drive, until its feedback is in. */
export type DriveStep =
  | 'check-licence'
  | 'sign-agreement'
  | 'start-test-drive'
  | 'return-test-drive'
  | 'record-feedback'

export function nextDriveStep(
  drive: Pick<TestDrive, 'state' | 'licence' | 'agreement' | 'feedbackId'>,
  day: string,
): DriveStep | null {
  if (drive.state === 'started') return 'return-test-drive'
  if (drive.state === 'returned') return drive.feedbackId === null ? 'record-feedback' : null
  if (drive.state !== 'booked') return null
  if (!drive.licence || drive.licence.validUntil < day) return 'check-licence'
  return drive.agreement ? 'start-test-drive' : 'sign-agreement'
}

export function awaitsFeedback({ state, feedbackId }: Pick<TestDrive, 'state' | 'feedbackId'>): boolean {
  return state === 'returned' && feedbackId === null
}
