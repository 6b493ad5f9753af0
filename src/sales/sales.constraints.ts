import { problem } from '../platform/problem.ts'
import type { ConstraintProblems } from '../platform/server/http/problem-answers.ts'

/** What the database refuses, and the problem it means. */
export const salesConstraints: ConstraintProblems = {
  test_drives_one_driver_per_car: () => problem('test-drive.slot-taken', { field: 'episodeId' }),
  test_drives_one_drive_per_escort: () => problem('test-drive.slot-taken', { field: 'escortId' }),
  test_drives_car_out: () => problem('test-drive.still-out', { field: 'episodeId' }),
  test_drives_escort_out: () => problem('test-drive.still-out', { field: 'escortId' }),
  test_drives_check1: () => problem('test-drive.mileage-backwards', { field: 'mileageInKm' }),
  tax_rates_one_at_a_time: () => problem('tax-rate.overlaps', { field: 'validFrom' }),
  reservations_one_car_per_sale: () => problem('reservation.already-held'),
  contracts_one_live: () => problem('contract.already-signed'),
  payments_dealer_id_reverses_id_key: () => problem('payment.already-reversed'),
  delivery_items_one_live: () => problem('delivery.item-already-marked'),
  delivery_items_invoice_number: () => problem('delivery.invoice-number-used', { field: 'invoice.number' }),
  deliveries_one_by_sale: () => problem('delivery.already-done'),
  deliveries_one_by_car: () => problem('delivery.already-done'),
  approvals_one_pending: () => problem('approval.already-requested'),
  approval_delegations_one_deputy: () => problem('delegation.overlaps', { field: 'from' }),
  refunds_one_disposal: () => problem('refund.open'),
  losses_one_open: () => problem('loss.already-proposed'),
  cancellations_dealer_id_sale_id_key: () => problem('sale.closed'),
}
