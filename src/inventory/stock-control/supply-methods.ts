import { daysSupply, inventoryCoefficient } from '../../../packages/stocking/index.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import type { Method } from './method.ts'

export const supplyMethods = {
  /** Days' supply for every window given as `sales_<days>d`, and the inventory coefficient of the month. */
  'days-supply': fields => {
    const onHand = fields.nonNegative('on_hand')
    const windows = fields.namesLike(/^sales_[1-9]\d{0,3}d$/).map(name => ({
      days: Number(name.slice('sales_'.length, -1)),
      sold: fields.nonNegative(name),
    }))
    const monthSales = fields.has('month_sales') ? fields.nonNegative('month_sales') : undefined
    const warningAt = fields.has('warning_line') ? fields.positive('warning_line') : undefined
    if (windows.length === 0 && monthSales === undefined)
      throw new Refusal(
        'Field "sales_30d" is missing: give sales of a window (sales_30d, sales_90d, …) or month_sales.',
      )
    return () => {
      const answer: Record<string, unknown> = {}
      const reasons: Record<string, string> = {}
      for (const { days, sold } of windows) {
        const { value, reason } = daysSupply({ onHand, sold, days })
        answer[`days_supply_${days}`] = value
        if (reason !== null) reasons[`days_supply_${days}`] = reason
      }
      if (monthSales !== undefined) {
        const { value, reason, overWarning, level } = inventoryCoefficient({ onHand, monthSales, warningAt })
        Object.assign(answer, { inventory_coefficient: value, over_warning: overWarning, level })
        if (reason !== null) reasons.inventory_coefficient = reason
      }
      return { ...answer, reasons, iterations: 0, residual: 0, converged: true }
    }
  },
} satisfies Record<string, Method>
