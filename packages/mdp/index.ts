export type { Absorption, AbsorptionOptions } from './chain/absorption.ts'
export { absorption } from './chain/absorption.ts'
export type { StateClasses } from './chain/classes.ts'
export { classifyStates } from './chain/classes.ts'
export type { Occupancy, OccupancyOptions } from './chain/occupancy.ts'
export { discountedOccupancy } from './chain/occupancy.ts'
export type { Policy } from './chain/policy-chain.ts'
export type { Random } from './chain/random.ts'
export { createRandom } from './chain/random.ts'
export type { RewardChange, RewardChangeOptions } from './chain/reward-change.ts'
export { smallestRewardChange } from './chain/reward-change.ts'
export type { RowChange, Sensitivity } from './chain/sensitivity.ts'
export { perturbRow, rewardSensitivity, transitionSensitivity } from './chain/sensitivity.ts'
export type { SimulatedPath, SimulateOptions, Simulation } from './chain/simulate.ts'
export { simulate, simulatePath } from './chain/simulate.ts'
export type { Stationary } from './chain/stationary.ts'
export { stationaryDistribution } from './chain/stationary.ts'
export type { BackOff, BackOffOptions, CountNode } from './estimate/back-off.ts'
export { backOff, mostLikelyStrength } from './estimate/back-off.ts'
export type { DirichletPosterior } from './estimate/dirichlet.ts'
export { dirichletPosterior } from './estimate/dirichlet.ts'
export type { EstimateInputs, ModelEstimate, RowReward, TransitionCount } from './estimate/estimate-model.ts'
export { estimateModel } from './estimate/estimate-model.ts'
export type { DirectlyFollows, LoggedStep, StageConversion, StageRecord } from './estimate/event-log.ts'
export { countStages, countTransitions, directlyFollows, stageConversion } from './estimate/event-log.ts'
export { horizonValue } from './estimate/horizon-value.ts'
export type { EpisodeStep, OffPolicyInputs, OffPolicyName, OffPolicyReport } from './estimate/off-policy.ts'
export { evaluateOffPolicy } from './estimate/off-policy.ts'
export type { PosteriorSample, SamplePosteriorOptions, Spread } from './estimate/sample-posterior.ts'
export { samplePosterior } from './estimate/sample-posterior.ts'
export type { WorstCase } from './estimate/worst-case.ts'
export { worstCaseInterval, worstCaseL1 } from './estimate/worst-case.ts'
export { allocateModel } from './fast/allocate-model.ts'
export {
  type ModifiedPolicyIterationOptions,
  modifiedPolicyIteration,
} from './fast/modified-policy-iteration.ts'
export { modifiedPolicyIterationInThreads, type Thread, type ThreadOptions } from './fast/threads.ts'
export type { IterationLimits } from './limits.ts'
export { buildModel, type ModelInputs } from './model/build-model.ts'
export { checkModel } from './model/check-model.ts'
export { readBinaryModel } from './model/read-binary-model.ts'
export type { Model } from './model.ts'
export type { AverageSolution, Ending, FiniteSolution, Solution, SolveOptions } from './solution.ts'
export { averagePolicyIteration } from './solvers/average-policy-iteration.ts'
export { averageProgram } from './solvers/average-program.ts'
export { backwardInduction, type FiniteOptions } from './solvers/backward-induction.ts'
export {
  type EvaluateOptions,
  evaluatePolicy,
  evaluatePolicyGain,
  evaluatePolicyStages,
  type PolicyGain,
  type PolicyValue,
} from './solvers/evaluate-policy.ts'
export { gaussSeidel } from './solvers/gauss-seidel.ts'
export {
  type IntervalReachabilityOptions,
  type Intervals,
  intervalReachability,
  type Reachability,
} from './solvers/interval-reachability.ts'
export { type LinearProgramOptions, linearProgram } from './solvers/linear-program.ts'
export { policyIteration } from './solvers/policy-iteration.ts'
export { optimalActions, qValues } from './solvers/q-values.ts'
export {
  type RelativeValueIterationOptions,
  relativeValueIteration,
} from './solvers/relative-value-iteration.ts'
export { totalReward } from './solvers/total-reward.ts'
export { type TotalRewardIterationOptions, totalRewardIteration } from './solvers/total-reward-iteration.ts'
export { totalRewardProgram } from './solvers/total-reward-program.ts'
export { type ValueIterationOptions, valueIteration } from './solvers/value-iteration.ts'
