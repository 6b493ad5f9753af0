export { allocateModel } from './fast/allocate-model.ts'
export {
  type ModifiedPolicyIterationOptions,
  modifiedPolicyIteration,
} from './fast/modified-policy-iteration.ts'
