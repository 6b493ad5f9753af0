import {
  closeEpisodeDelivered,
  expireReservation,
  holdForContract,
  releaseReservation,
  reopenDelivered,
  reserveEpisode,
} from '../../inventory/reservations/reservations.sql.ts'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { SaleAction } from '../process/action.contract.ts'
import type { SaleEvent } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import { isForOthers } from '../waitlist/waitlist.sql.ts'

/** What events do to the car: inventory's own guarded statements, in the sale's transaction.
 *  @throws Problem vehicle.not-available when someone else took the car meanwhile */
export async function takeCars(
  tx: Tx,
  before: Sale | null,
  after: Sale,
  events: readonly SaleEvent[],
  action: SaleAction,
  now: Date,
): Promise<void> {
  const held = before?.reservation ?? null
  const wanted = after.reservation
  const claim = { dealerId: after.dealerId, saleId: after.id, now }
  const delivered = events.find(event => event.action === 'delivered')
  if (held && held.id !== wanted?.id && !delivered) {
    const expired = events.some(event => event.action === 'reservation-expired')
    await (expired ? expireReservation : releaseReservation)(tx, {
      ...claim,
      reservationId: held.id,
      episodeId: held.episodeId,
    })
  }
  const takenBack = events.find(event => event.action === 'delivery-taken-back')
  if (takenBack) {
    const reopened = await reopenDelivered(tx, { ...claim, episodeId: takenBack.facts.episodeId })
    if (reopened !== 'reopened') throw problem(whyNotReopened[reopened])
  }
  if (wanted && wanted.id !== held?.id) {
    const key = { dealerId: after.dealerId, saleId: after.id, episodeId: wanted.episodeId }
    if (!goesFirst.includes(action.kind) && (await isForOthers(tx, key)))
      throw problem('waitlist.others-first', { episodeId: wanted.episodeId, field: 'episodeId' })
    const taken = await reserveEpisode(tx, {
      ...claim,
      reservationId: wanted.id,
      episodeId: wanted.episodeId,
      by: action.actor.kind === 'staff' || action.actor.kind === 'api-key' ? action.actor.id : null,
      expiresAt: wanted.expiresAt,
    })
    if (taken !== 'reserved')
      throw problem('vehicle.not-available', { episodeId: wanted.episodeId, availability: taken })
  } else if (wanted && held && wanted.expiresAt === null && held.expiresAt !== null) {
    await holdForContract(tx, { ...claim, reservationId: wanted.id, episodeId: wanted.episodeId })
  }
  if (delivered) {
    const { episodeId, deliveredAt } = delivered.facts
    await closeEpisodeDelivered(tx, { ...claim, episodeId, deliveredAt: new Date(deliveredAt) })
  }
}

/** Whose turn it is, and who had the car all along: no line of others keeps it from them. */
const goesFirst: readonly SaleAction['kind'][] = ['offer-car', 'take-back-delivery']

const whyNotReopened = {
  open: 'delivery.missing',
  here: 'delivery.car-back-here',
  elsewhere: 'delivery.car-back-elsewhere',
} as const
