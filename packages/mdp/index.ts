export {
  type ModifiedPolicyIterationOptions,
  modifiedPolicyIteration,
} from './fast/modified-policy-iteration.ts'
export type { ModelInputs } from './model/build-model.ts'
export { buildModel } from './model/build-model.ts'
export { checkModel } from './model/check-model.ts'
export { readBinaryModel } from './model/read-binary-model.ts'
export type { Model } from './model.ts'
export type { AverageSolution, Ending, FiniteSolution, Solution, SolveOptions } from './solution.ts'
export { optimalActions, qValues } from './solvers/q-values.ts'
export { type ValueIterationOptions, valueIteration } from './solvers/value-iteration.ts'
