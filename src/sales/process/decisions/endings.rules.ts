import { type Decide, type Draft, refuse, type Scene, targetOf } from '../scene.rules.ts'
import { releasedCar } from './cars.rules.ts'
import { reversedInvoice } from './deliveries.rules.ts'
import { cancelledAppointment } from './hand-overs.rules.ts'
import { lapsedApprovals } from './lapses.rules.ts'
import { disposalDrafts, lapsedRefunds, settlementOf } from './refunds.rules.ts'
import { cancelledBookings } from './test-drives.rules.ts'

export const proposeLoss: Decide<'propose-loss'> = (scene, { lossId, reason }) => {
  const { process, sale, now } = scene
  if (!process.lossReasons.includes(reason)) {
    return refuse('sale.code-unknown', { given: reason }, { field: 'reason' })
  }
  const facts = { lossId, reason, proposedAt: now.at }
  const proposed: Draft = { action: 'loss-proposed', facts, to: scene.to }
  if (process.lossNeedsReview) return [proposed]
  const lost = targetOf(process, 'confirm-loss', sale.stage)
  if (!lost) return refuse('sale.stage-not-allowed', { stage: sale.stage, action: 'confirm-loss' })
  return [proposed, ...lossDrafts({ ...scene, to: lost }, lossId, reason)]
}

export const confirmLoss: Decide<'confirm-loss'> = scene => {
  const { loss } = scene.sale
  if (!loss?.id || !loss.reason) return refuse('loss.not-proposed')
  return lossDrafts(scene, loss.id, loss.reason)
}

export const declineLoss: Decide<'decline-loss'> = ({ sale, to }) =>
  sale.loss?.id
    ? [{ action: 'loss-declined', facts: { lossId: sale.loss.id }, to }]
    : refuse('loss.not-proposed')

/** One transaction (rule 4): bookings closed, car back, invoice reversed, sale over; what becomes of the money
 *  is proposed by rule 3 and decided by another manager. */
export const cancelSale: Decide<'cancel-sale'> = (scene, action) => {
  const { process, sale, now, today, to } = scene
  const { cancellationId, reason, defaultingParty } = action
  if (!process.cancellationReasons.includes(reason)) {
    return refuse('sale.code-unknown', { given: reason }, { field: 'reason' })
  }
  const settled = settlementOf(sale, defaultingParty)
  const facts = { cancellationId, reason, defaultingParty, ...settled, cancelledAt: now.at, closedOn: today }
  return [
    ...cancelledBookings(sale),
    ...cancelledAppointment(sale),
    ...releasedCar(sale),
    ...reversedInvoice(scene),
    ...lapsedApprovals(sale),
    ...lapsedRefunds(sale),
    { action: 'sale-cancelled', facts, to },
    ...disposalDrafts(scene, action, settled),
  ]
}

function lossDrafts({ sale, today, to }: Scene, lossId: string, reason: string): Draft[] {
  const facts = { lossId, reason, closedOn: today }
  const closed = [...cancelledBookings(sale), ...releasedCar(sale), ...lapsedApprovals(sale)]
  return [...closed, { action: 'loss-confirmed', facts, to }]
}
