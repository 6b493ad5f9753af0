export { allocateModel } from './fast/allocate-model.ts'
export {
  type ModifiedPolicyIterationOptions,
  modifiedPolicyIteration,
} from './fast/modified-policy-iteration.ts'
export { modifiedPolicyIterationInThreads, type Thread, type ThreadOptions } from './fast/threads.ts'
