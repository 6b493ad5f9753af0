export {
  type ModifiedPolicyIterationOptions,
  modifiedPolicyIteration,
} from './fast/modified-policy-iteration.ts'
