import {
  approximateReorderUpTo,
  type Demand,
  evaluateReorderLot,
  evaluateReorderUpTo,
  findReorderLot,
  findReorderUpTo,
  type LeadTime,
  negativeBinomialDemand,
  poissonDemand,
} from '../../../packages/stocking/index.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import type { CaseInputs } from './case-inputs.ts'
import type { Answer, Method } from './method.ts'
import { readListed } from './newsvendor-methods.ts'

const exact = { iterations: 0, residual: 0, converged: true }

export const reorderMethods = {
  's-S-poisson': fields =>
    fields.hasList('mu', 'demand_mean')
      ? answerTable(fields)
      : answerUpTo(fields, poissonDemand(fields.nonNegative('demand_mean', 'mu', 'mean'))),

  's-S-negative-binomial': fields => {
    const mean = fields.positive('demand_mean', 'mu', 'mean')
    const variance = fields.has('demand_variance')
      ? fields.positive('demand_variance')
      : fields.positive('demand_sd', 'sd', 'sigma') ** 2
    return answerUpTo(fields, negativeBinomialDemand({ mean, variance }))
  },

  's-S-discrete': fields => answerUpTo(fields, readListed(fields)),

  's-S-power': fields => {
    const question = {
      ...readCosts(fields),
      mean: fields.positive('demand_mean', 'mu', 'mean'),
      sd: fields.positive('demand_sd', 'sd', 'sigma'),
      leadTime: fields.has('lead_time', 'L') ? fields.nonNegative('lead_time', 'L') : 0,
    }
    return () => {
      const { reorderPoint, orderUpTo } = approximateReorderUpTo(question)
      return { s: reorderPoint, S: orderUpTo, ...exact }
    }
  },

  'r-Q-poisson': fields => {
    const question = {
      ...readCosts(fields),
      demandRate: fields.nonNegative('demand_mean', 'demand_rate', 'lambda', 'mu'),
      leadTime: fields.has('lead_time_pmf') ? readLeadTime(fields) : fields.nonNegative('lead_time', 'L'),
    }
    const given = readPair(fields, ['reorder_point', 'r'], ['order_quantity', 'Q'])
    return () => {
      if (!given) {
        const { reorderPoint, quantity, ...ending } = findReorderLot(question)
        return { r: reorderPoint, Q: quantity, ...ending }
      }
      const [reorderPoint, quantity] = given
      return {
        r: reorderPoint,
        Q: quantity,
        cost: evaluateReorderLot(question, { reorderPoint, quantity }),
        ...exact,
      }
    }
  },
} satisfies Record<string, Method>

function answerUpTo(fields: CaseInputs, demand: Demand): () => Answer {
  const question = { ...readReview(fields), demand }
  const given = readPair(fields, ['reorder_point', 's'], ['order_up_to_level', 'S'])
  return () => {
    if (!given) {
      const { reorderPoint, orderUpTo, ...ending } = findReorderUpTo(question)
      return { s: reorderPoint, S: orderUpTo, ...ending }
    }
    const [reorderPoint, orderUpTo] = given
    return {
      s: reorderPoint,
      S: orderUpTo,
      cost: evaluateReorderUpTo(question, { reorderPoint, orderUpTo }),
      ...exact,
    }
  }
}

/** One row per mean, as the tables of the literature have it. */
function answerTable(fields: CaseInputs): () => Answer {
  const means = fields.numbers('mu', 'demand_mean')
  const question = readReview(fields)
  return () => {
    const found = means.map(mean => findReorderUpTo({ ...question, demand: poissonDemand(mean) }))
    return {
      rows_mu_s_S_cost: found.map(({ reorderPoint, orderUpTo, cost }, i) => [
        means[i],
        reorderPoint,
        orderUpTo,
        cost,
      ]),
      iterations: found.reduce((sum, { iterations }) => sum + iterations, 0),
      residual: Math.max(0, ...found.map(({ residual }) => residual)),
      converged: found.every(({ converged }) => converged),
    }
  }
}

function readReview(fields: CaseInputs) {
  return {
    ...readCosts(fields),
    leadTime: readLeadTime(fields),
    reviewPeriods: fields.has('review_period', 'R') ? fields.whole('review_period', 'R') : 1,
  }
}

function readCosts(fields: CaseInputs) {
  return {
    holdingCost: fields.positive('holding_cost', 'h'),
    stockoutCost: fields.positive('stockout_cost', 'p'),
    fixedCost: fields.nonNegative('fixed_cost', 'K'),
  }
}

/** A number, or { "periods": probability, … } as for demand. */
function readLeadTime(fields: CaseInputs): LeadTime {
  if (fields.has('lead_time_pmf')) return fields.probabilities('lead_time_pmf')
  return fields.has('lead_time', 'L') ? fields.nonNegative('lead_time', 'L') : 0
}

/** Both numbers of a policy to be evaluated, or neither. */
function readPair(fields: CaseInputs, first: string[], second: string[]): [number, number] | undefined {
  const [hasFirst, hasSecond] = [fields.has(...first), fields.has(...second)]
  if (!hasFirst && !hasSecond) return undefined
  if (hasFirst !== hasSecond)
    throw new Refusal(
      `Field "${hasFirst ? second[0] : first[0]}" is missing: to evaluate a policy give both numbers; to find the best, neither.`,
    )
  return [fields.whole(...first), fields.whole(...second)]
}
