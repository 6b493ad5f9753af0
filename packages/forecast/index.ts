export { type ChooseArimaOptions, chooseArima } from './arima/choose.ts'
export { type ArimaModel, fitArima } from './arima/fit.ts'
export type { ArimaOptions, ArimaSpecification } from './arima/specification.ts'
export type { ArimaCoefficient } from './arima/standard-errors.ts'
export { stationarityStatistic } from './arima/unit-root.ts'
export {
  type CensoredDemand,
  type CensoredDemandOptions,
  uncensorDemand,
} from './censored/censored-demand.ts'
export { type ChangePointOptions, type ChangePoints, findChanges } from './changes/change-points.ts'
export { fillGaps } from './gaps/fill.ts'
export { smoothGaps } from './gaps/smooth.ts'
export { compareIntermittent, type IntermittentComparison } from './intermittent/compare.ts'
export { fitCroston, fitSba, fitTsb } from './intermittent/croston.ts'
export { type Intermittence, intermittenceClass } from './intermittent/intermittence-class.ts'
export { fitObsolescence } from './intermittent/obsolescence.ts'
export { type Hierarchy, summingMatrix } from './reconcile/hierarchy.ts'
export { type Reconciled, type ReconcileOptions, reconcileForecasts } from './reconcile/reconcile.ts'
