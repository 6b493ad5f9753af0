import {
  type Demand,
  discreteDemand,
  empiricalDemand,
  type NewsvendorAnswer,
  negativeBinomialDemand,
  newsvendor,
  newsvendorPrices,
  normalDemand,
  poissonDemand,
  standardNormalLoss,
} from '../../../packages/stocking/index.ts'
import type { CaseInputs } from './case-inputs.ts'
import type { Answer, Method } from './method.ts'

const exact = { iterations: 0, residual: 0, converged: true }

export const newsvendorMethods = {
  'newsvendor-normal': (fields, asked) => answerCosts(fields, asked, readNormal(fields)),
  'newsvendor-poisson': (fields, asked) => answerCosts(fields, asked, readPoisson(fields)),
  'newsvendor-negative-binomial': (fields, asked) => answerCosts(fields, asked, readNegativeBinomial(fields)),
  'newsvendor-discrete': (fields, asked) => answerCosts(fields, asked, readListed(fields)),
  'newsvendor-explicit': fields => answerPrices(fields),
  'base-stock-normal': (fields, asked) => answerCosts(fields, asked, readNormal(fields)),
  'base-stock-poisson': (fields, asked) => answerCosts(fields, asked, readPoisson(fields)),

  'loss-normal': fields => {
    const z = fields.numbers('z')
    return () => ({ L: z.map(standardNormalLoss), ...exact })
  },
} satisfies Record<string, Method>

function answerCosts(fields: CaseInputs, asked: readonly string[], demand: Demand) {
  const overageCost = fields.nonNegative('holding_cost', 'h', 'overage_cost')
  const underageCost = fields.nonNegative('stockout_cost', 'p', 'underage_cost')
  const level = readLevel(fields)
  return () => {
    const costAt = (at: number) => newsvendor({ demand, underageCost, overageCost, level: at }).cost
    const answer = newsvendor({ demand, underageCost, overageCost, level })
    return { ...present(answer), ...exact, ...costsAround(demand, asked, costAt) }
  }
}

function answerPrices(fields: CaseInputs) {
  const demand = fields.has('demand_pmf', 'pmf', 'demand_sample')
    ? readListed(fields)
    : fields.has('demand_sd', 'sd', 'sigma')
      ? readNormal(fields)
      : readPoisson(fields)
  const question = {
    demand,
    price: fields.nonNegative('revenue', 'selling_revenue', 'price'),
    cost: fields.nonNegative('purchase_cost'),
    salvage: fields.finite('salvage_value'),
    holding: fields.has('holding_cost', 'h') ? fields.nonNegative('holding_cost', 'h') : 0,
    goodwill: fields.has('stockout_cost', 'p') ? fields.nonNegative('stockout_cost', 'p') : 0,
    level: readLevel(fields),
  }
  return () => {
    const answer = newsvendorPrices(question)
    const { S, ...rest } = present(answer)
    return { S, profit: answer.profit, ...rest, ...exact }
  }
}

function present(answer: NewsvendorAnswer): Answer {
  return {
    S: answer.level,
    cost: answer.cost,
    critical_ratio: answer.criticalRatio,
    cycle_service: answer.cycleService,
    fill_rate: answer.fillRate,
    expected_shortage: answer.expectedShortage,
    expected_leftover: answer.expectedLeftover,
  }
}

/** What other levels would cost: those that are asked for, and of whole demand the likely ones. */
function costsAround(demand: Demand, asked: readonly string[], costAt: (level: number) => number): Answer {
  const levels = new Set(
    asked.flatMap(name => name.match(/^cost_at_(-?\d+(?:\.\d+)?)$/)?.[1] ?? []).map(Number),
  )
  if (demand.support !== 'continuous') {
    const [from, to] = [Math.floor(demand.quantile(0.01)), Math.ceil(demand.quantile(0.99))]
    if (to - from <= 60) for (let level = from; level <= to; level++) levels.add(level)
  }
  return Object.fromEntries([...levels].map(level => [`cost_at_${level}`, costAt(level)]))
}

function readLevel(fields: CaseInputs): number | undefined {
  return fields.has('base_stock_level', 'S') ? fields.finite('base_stock_level', 'S') : undefined
}

function readNormal(fields: CaseInputs): Demand {
  const mean = fields.finite('demand_mean', 'mean', 'mu')
  const sd = fields.nonNegative('demand_sd', 'sd', 'sigma')
  const periods = readProtection(fields)
  return normalDemand({ mean: mean * periods, sd: sd * Math.sqrt(periods) })
}

function readPoisson(fields: CaseInputs): Demand {
  return poissonDemand(fields.nonNegative('demand_mean', 'mean', 'mu') * readProtection(fields))
}

function readNegativeBinomial(fields: CaseInputs): Demand {
  const mean = fields.positive('demand_mean', 'mean', 'mu')
  const variance = fields.has('demand_variance')
    ? fields.positive('demand_variance')
    : fields.positive('demand_sd', 'sd', 'sigma') ** 2
  const periods = readProtection(fields)
  return negativeBinomialDemand({ mean: mean * periods, variance: variance * periods })
}

/** An order placed now must last until the next one has arrived: the lead time and one period of review. */
export function readProtection(fields: CaseInputs): number {
  const review = fields.has('review_period') ? fields.positive('review_period') : 1
  return review + (fields.has('lead_time', 'L') ? fields.nonNegative('lead_time', 'L') : 0)
}

export function readListed(fields: CaseInputs): Demand {
  if (fields.has('demand_sample', 'sample')) return empiricalDemand(fields.numbers('demand_sample', 'sample'))
  if (fields.has('demand_values') || fields.has('demand_probabilities', 'probabilities'))
    return discreteDemand(
      fields.numbers('demand_values', 'demand'),
      fields.numbers('demand_probabilities', 'probabilities'),
    )
  const { values, probabilities } = fields.probabilities('demand_pmf', 'pmf', 'demand')
  return discreteDemand(values, probabilities)
}
