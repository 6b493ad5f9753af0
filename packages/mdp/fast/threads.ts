import type { Model } from '../model.ts'
import type { Solution } from '../solution.ts'
import { memoryOf } from './allocate-model.ts'
import type { Settings } from './iterate.ts'
import { allocateMemory, fitsWasm, type KernelMemory } from './kernel-wasm.ts'
import {
  copyModel,
  type ModifiedPolicyIterationOptions,
  readSettings,
  setStart,
  sizeOf,
} from './modified-policy-iteration.ts'
import { type Layout, type ModelSize, planLayout, threadsMax, viewModel, viewSpace } from './space.ts'

/** What a thread is asked to do: its part of one solve. Can be posted to a worker. */
export interface ThreadWork {
  /** WebAssembly's memory, or shared bytes for the TypeScript kernel */
  readonly memory: KernelMemory | SharedArrayBuffer
  readonly size: ModelSize
  readonly threads: number
  /** thread 0 leads the others */
  readonly index: number
  readonly settings: Settings
}

/** What comes back: of thread 0 the solution, of the others null; or why it failed. */
export type ThreadReport = { readonly solution: Solution | null } | { readonly error: string }

/** A thread that runs solve.worker.ts, in Node (`startNodeThread`) or a browser (`startWebThread`). */
export interface Thread {
  run(work: ThreadWork): Promise<ThreadReport>
  end(): unknown
}

export interface ThreadOptions extends Omit<ModifiedPolicyIterationOptions, 'now'> {
  /** how many, 1 … 64 */
  readonly threads: number
  readonly startThread: () => Thread
}

/** `modifiedPolicyIteration` by several threads over one shared memory: each sweeps its part of the states. The digits
 *  do not depend on how many there are. A model from `allocateModel(size, { shared: true })` is not copied.
 *  Every thread is ended before this answers; what goes wrong in one is thrown here. Their clock is performance.now().
 *  @throws RangeError as modifiedPolicyIteration; unless threads is a whole number from 1 to 64
 *  @throws Error when a thread fails
 *  @example
 *  const model = allocateModel({ stateCount: 1, rowCount: 1, entryCount: 1 }, { shared: true })
 *  const startThread = () => { throw new Error('no thread is to be had') }
 *  modifiedPolicyIterationInThreads(model, { gamma: 0.9, threads: 0, startThread }) // throws RangeError
 */
export async function modifiedPolicyIterationInThreads(
  model: Model,
  options: ThreadOptions,
): Promise<Solution> {
  const { threads, startThread } = options
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= threadsMax))
    throw new RangeError(`threads ${threads}: must be a whole number from 1 to ${threadsMax}`)
  const settings = readSettings(model, options)
  const start = performance.now()
  const layout = planLayout(sizeOf(model))
  const memory = shareModel(model, layout, options.kernel)
  const buffer = memory instanceof SharedArrayBuffer ? memory : memory.buffer
  const space = viewSpace(buffer, layout)
  setStart(space.values[0], options.initialValue)
  space.control.fill(0)
  const crew: Thread[] = []
  try {
    for (let index = 0; index < threads; index++) crew.push(startThread())
    const secondsMax = settings.secondsMax - (performance.now() - start) / 1000
    const work = { memory, size: layout.size, threads, settings: { ...settings, secondsMax } }
    const reports = await Promise.all(
      crew.map((thread, index) => thread.run({ ...work, index }).then(throwError)),
    )
    const solution = reports[0]
    if (!solution) throw new Error('The leading thread answered no solution.')
    return solution
  } finally {
    await Promise.all(crew.map(thread => thread.end()))
  }
}

function throwError(report: ThreadReport): Solution | null {
  if ('error' in report) throw new Error(`A thread of the solve failed: ${report.error}`)
  return report.solution
}

function shareModel(model: Model, layout: Layout, kernel: 'wasm' | 'typescript' | undefined) {
  const isWasm = kernel !== 'typescript' && fitsWasm(layout.byteCount)
  if (kernel === 'wasm' && !isWasm)
    throw new RangeError(
      `kernel 'wasm': the model needs ${layout.byteCount} bytes of WebAssembly, more than there are`,
    )
  const known = memoryOf(model)
  if (known?.buffer instanceof SharedArrayBuffer) return isWasm ? known : known.buffer
  const memory = isWasm ? allocateMemory(layout.byteCount, true) : new SharedArrayBuffer(layout.byteCount)
  copyModel(model, viewModel(memory instanceof SharedArrayBuffer ? memory : memory.buffer, layout))
  return memory
}
