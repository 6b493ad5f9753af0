import type { Model } from '../model.ts'
import { allocateMemory, fitsWasm, type KernelMemory } from './kernel-wasm.ts'
import { type ModelSize, planLayout, viewModel } from './space.ts'

const memories = new WeakMap<ArrayBufferLike, KernelMemory>()

/** Empty arrays of a model, to be filled by whoever reads or builds it, where `modifiedPolicyIteration` works: a model
 *  made so is solved without being copied. Its memory also holds what a solve needs, so two solves of the same model
 *  must not run at the same time.
 *
 *  @param size how many states, rows (state and action) and entries (row and successor)
 *  @param options shared: for `modifiedPolicyIterationInThreads`; a browser gives shared memory only to isolated pages
 *  @throws RangeError of sizes that are not whole numbers ≥ 0
 *  @complexity O(1): pages are only taken when written
 *  @example
 *  const model = allocateModel({ stateCount: 1, rowCount: 1, entryCount: 1 })
 *  model.rowStart[1] = model.entryStart[1] = model.probability[0] = model.reward[0] = 1
 *  modifiedPolicyIteration(model, { gamma: 0.5 }).value // ≈ 2.000000
 */
export function allocateModel(size: ModelSize, options: { readonly shared?: boolean } = {}): Model {
  for (const [name, count] of Object.entries(size))
    if (!Number.isInteger(count) || count < 0)
      throw new RangeError(`${name} ${count}: must be a whole number ≥ 0`)
  const layout = planLayout(size)
  const isShared = options.shared ?? false
  if (!fitsWasm(layout.byteCount)) {
    const Buffer = isShared ? SharedArrayBuffer : ArrayBuffer
    return viewModel(new Buffer(layout.byteCount), layout)
  }
  const memory = allocateMemory(layout.byteCount, isShared)
  memories.set(memory.buffer, memory)
  return viewModel(memory.buffer, layout)
}

/** The memory of a model that was made by `allocateModel`. */
export function memoryOf(model: Model): KernelMemory | undefined {
  const memory = memories.get(model.probability.buffer)
  if (!memory) return undefined
  const { stateCount, reward, probability } = model
  const layout = planLayout({ stateCount, rowCount: reward.length, entryCount: probability.length })
  const own = viewModel(memory.buffer, layout)
  const isWhole = (['rowStart', 'action', 'entryStart', 'successor', 'probability', 'reward'] as const).every(
    name => model[name].buffer === memory.buffer && model[name].byteOffset === own[name].byteOffset,
  )
  return isWhole ? memory : undefined
}
