export { buildModel, type ModelInputs } from './model/build-model.ts'
export { checkModel } from './model/check-model.ts'
export { readBinaryModel } from './model/read-binary-model.ts'
export type { Model } from './model.ts'
export type { AverageSolution, Ending, FiniteSolution, Solution, SolveOptions } from './solution.ts'
export { averagePolicyIteration } from './solvers/average-policy-iteration.ts'
export { backwardInduction, type FiniteOptions } from './solvers/backward-induction.ts'
export {
  type EvaluateOptions,
  evaluatePolicy,
  evaluatePolicyGain,
  evaluatePolicyStages,
  type Policy,
  type PolicyGain,
  type PolicyValue,
} from './solvers/evaluate-policy.ts'
export { gaussSeidel } from './solvers/gauss-seidel.ts'
export { type LinearProgramOptions, linearProgram } from './solvers/linear-program.ts'
export { policyIteration } from './solvers/policy-iteration.ts'
export { optimalActions, qValues } from './solvers/q-values.ts'
export {
  type RelativeValueIterationOptions,
  relativeValueIteration,
} from './solvers/relative-value-iteration.ts'
export { totalReward } from './solvers/total-reward.ts'
export { type ValueIterationOptions, valueIteration } from './solvers/value-iteration.ts'
