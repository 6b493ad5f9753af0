import {
  type DiscountLot,
  type DiscountQuestion,
  orderQuantity,
  orderQuantityAllUnits,
  orderQuantityIncremental,
  orderQuantityWithBackorders,
  planOrders,
  productionQuantity,
} from '../../../packages/stocking/index.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import type { CaseInputs } from './case-inputs.ts'
import type { Method } from './method.ts'

const exact = { iterations: 0, residual: 0, converged: true }

export const lotSizeMethods = {
  eoq: fields => {
    const question = readLot(fields)
    return () => {
      const { quantity, cost, cycle } = orderQuantity(question)
      return { Q: quantity, cost, cycle_time: cycle, ...exact }
    }
  },

  'eoq-backorders': fields => {
    const question = { ...readLot(fields), stockoutCost: fields.positive('stockout_cost', 'p') }
    return () => {
      const { quantity, stockoutFraction, cost, cycle } = orderQuantityWithBackorders(question)
      return { Q: quantity, stockout_fraction: stockoutFraction, cost, cycle_time: cycle, ...exact }
    }
  },

  'eoq-all-units-discounts': fields => answerDiscounts(fields, orderQuantityAllUnits),
  'eoq-incremental-discounts': fields => answerDiscounts(fields, orderQuantityIncremental),

  epq: fields => {
    const question = { ...readLot(fields), productionRate: fields.positive('production_rate', 'mu') }
    return () => {
      const { quantity, cost, cycle } = productionQuantity(question)
      return { Q: quantity, cost, cycle_time: cycle, ...exact }
    }
  },

  'wagner-whitin': fields => {
    const given = fields.numberOrNumbers('demand')
    const periods = fields.has('num_periods') ? fields.whole('num_periods') : undefined
    const demand = typeof given === 'number' ? Array<number>(periods ?? 1).fill(given) : given
    if (periods !== undefined && demand.length !== periods)
      throw new Refusal(
        `Field "demand" has ${demand.length} entries for ${periods} periods: make them agree.`,
      )
    const fixedCost = fields.numberOrNumbers('fixed_cost', 'K')
    const holdingCost = fields.numberOrNumbers('holding_cost', 'h')
    const purchaseCost = fields.has('purchase_cost') ? fields.numberOrNumbers('purchase_cost') : 0
    return () => {
      const { orders, cost, costToGo } = planOrders({ demand, fixedCost, holdingCost, purchaseCost })
      return { order_quantities: [...orders], cost, costs_to_go: [...costToGo], ...exact }
    }
  },
} satisfies Record<string, Method>

function readLot(fields: CaseInputs) {
  return {
    fixedCost: fields.nonNegative('fixed_cost', 'K'),
    holdingCost: fields.has('holding_cost_rate', 'unit_cost')
      ? fields.positive('holding_cost_rate') * fields.positive('unit_cost')
      : fields.positive('holding_cost', 'h'),
    demandRate: fields.nonNegative('demand_rate', 'lambda'),
  }
}

function answerDiscounts(fields: CaseInputs, solve: (question: DiscountQuestion) => DiscountLot) {
  const question = {
    fixedCost: fields.nonNegative('fixed_cost', 'K'),
    holdingRate: fields.positive('holding_cost_rate', 'i'),
    demandRate: fields.positive('demand_rate', 'lambda'),
    breakpoints: fields.numbers('breakpoints'),
    unitCosts: fields.numbers('unit_costs'),
  }
  return () => {
    const { quantity, region, cost, cycle } = solve(question)
    return { Q: quantity, region, cost, cycle_time: cycle, ...exact }
  }
}
