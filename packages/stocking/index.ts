export type { Demand } from './demand/demand.ts'
export { discreteDemand, empiricalDemand } from './demand/discrete.ts'
export { negativeBinomialDemand } from './demand/negative-binomial.ts'
export { normalDemand, standardNormalLoss } from './demand/normal.ts'
export { poissonDemand } from './demand/poisson.ts'
export type { DiscountLot, DiscountQuestion } from './lot-size/discounts.ts'
export { orderQuantityAllUnits, orderQuantityIncremental } from './lot-size/discounts.ts'
export type { Lot, LotQuestion } from './lot-size/economic-order.ts'
export { orderQuantity, orderQuantityWithBackorders, productionQuantity } from './lot-size/economic-order.ts'
export type { MarginalQuestion } from './model-mix/marginal-profit.ts'
export { marginalProfits } from './model-mix/marginal-profit.ts'
export type { LimitName, MixLimits, Trim } from './model-mix/mix-problem.ts'
export type { InfeasibleMix, ModelMix, ModelMixOptions, UnfinishedMix } from './model-mix/model-mix.ts'
export { chooseModelMix } from './model-mix/model-mix.ts'
export type { NewsvendorAnswer, NewsvendorQuestion, PriceQuestion } from './newsvendor/newsvendor.ts'
export { newsvendor, newsvendorPrices } from './newsvendor/newsvendor.ts'
export type { ReplayLeadTime } from './replay/lead-times.ts'
export type { OrderPolicy, ReplayCosts, ReplayOptions, ReplayPeriod, StockState } from './replay/replay.ts'
export { replay } from './replay/replay.ts'
export type { ReplayResult } from './replay/replay-result.ts'
export type { LaneMatrix, TransportProblem } from './transport/lanes.ts'
export type {
  CoverQuestion,
  RebalanceDealer,
  RebalanceMove,
  RebalanceOptions,
  RebalancePlan,
} from './transport/rebalance.ts'
export { coverValues, rebalance } from './transport/rebalance.ts'
export type { TransportOptions, TransportPlan } from './transport/transport.ts'
export { solveTransport } from './transport/transport.ts'
