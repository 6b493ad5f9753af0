import type { Model } from '../model.ts'
import type { Solution, SolveOptions } from '../solution.ts'
import { memoryOf } from './allocate-model.ts'
import { crewOfOne } from './crew.ts'
import { iterate, type Settings } from './iterate.ts'
import { createTypescriptKernel } from './kernel-typescript.ts'
import { allocateMemory, createWasmKernel, fitsWasm, type KernelMemory } from './kernel-wasm.ts'
import { type Layout, type ModelSize, planLayout, viewModel, viewSpace } from './space.ts'

/** How modified policy iteration is to run. */
export interface ModifiedPolicyIterationOptions extends SolveOptions {
  /** evaluations of a policy between two improvements, at most; default 50 */
  readonly innerSweeps?: number
  /** what runs the loops; both give the same digits. Default wasm where there is WebAssembly and the model fits 4 GiB */
  readonly kernel?: 'wasm' | 'typescript'
}

/** Solves a discounted process by modified policy iteration (Puterman 2005, section 6.5), made for large models: sweeps
 *  that improve the policy skip the states whose action cannot change, and where evaluation is slow because successors
 *  lie near their state, a coarse chain of blocks of states takes out the smooth part of the error.
 *
 *  However it was sped up, the answer comes from a sweep in double precision over all states: it stops when
 *  γ/(1 - γ) span(TV - V) ≤ ε and shifts TV into the middle of the bounds (Puterman 6.6.12; MacQueen 1966). Values are
 *  then within ε/2 of V*, the policy loses at most ε. `bounds` includes the rounding of that sweep; an ε below it is
 *  answered by `converged: false`. Of equal actions the lowest is chosen.
 *
 *  @param model rows of a state by ascending action, probabilities of a row summing to one (`checkModel`)
 *  @throws RangeError of a model without states; unless 0 ≤ gamma < 1, epsilon > 0 and the options have the model's length
 *  @complexity O(entries) of a sweep that improves, O(entries / actions) of one that evaluates
 *  @example
 *  const model: Model = { stateCount: 2, rowStart: Int32Array.of(0, 2, 3), action: Int32Array.of(0, 1, 0),
 *    entryStart: Int32Array.of(0, 2, 3, 4), successor: Int32Array.of(0, 1, 1, 1),
 *    probability: Float64Array.of(0.5, 0.5, 1, 1), reward: Float64Array.of(5, 10, -1) } // Puterman's example 3.1.1
 *  const { value, policy, bounds } = modifiedPolicyIteration(model, { gamma: 0.95, epsilon: 1e-9 })
 *  value // ≈ [-8.57143, -20.00000]
 *  policy // → [0,2]
 *  bounds.above <= 1e-9 // → true
 */
export function modifiedPolicyIteration(model: Model, options: ModifiedPolicyIterationOptions): Solution {
  const settings = readSettings(model, options)
  const now = options.now ?? (() => performance.now())
  const start = now()
  const { layout, memory } = placeModel(model, options.kernel)
  const space = memory ? viewSpace(memory.buffer, layout) : spaceBeside(model, layout)
  setStart(space.values[0], options.initialValue)
  const kernel = memory ? createWasmKernel(memory, layout) : createTypescriptKernel(space)
  const spent = (now() - start) / 1000
  return iterate(
    space,
    kernel,
    crewOfOne(space, kernel),
    { ...settings, secondsMax: settings.secondsMax - spent },
    now,
  )
}

/** @throws RangeError of options that no solve can have */
export function readSettings(model: Model, options: ModifiedPolicyIterationOptions): Settings {
  const { gamma, epsilon = 1e-6, innerSweeps = 50, iterationsMax = 1e6, secondsMax = Infinity } = options
  const { initialValue } = options
  if (model.stateCount < 1) throw new RangeError('the model has no states: there is nothing to solve')
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(`gamma ${gamma}: a discounted process needs 0 ≤ gamma < 1`)
  if (!(epsilon > 0)) throw new RangeError(`epsilon ${epsilon}: the accuracy asked for must be above zero`)
  if (!(innerSweeps >= 0)) throw new RangeError(`innerSweeps ${innerSweeps}: must be 0 or more`)
  if (!(iterationsMax >= 1)) throw new RangeError(`iterationsMax ${iterationsMax}: must be 1 or more`)
  if (!(secondsMax >= 0)) throw new RangeError(`secondsMax ${secondsMax}: must be 0 or more`)
  if (initialValue && initialValue.length !== model.stateCount)
    throw new RangeError(
      `initialValue has ${initialValue.length} values; the model has ${model.stateCount} states`,
    )
  const wrong = initialValue?.findIndex(value => !Number.isFinite(value)) ?? -1
  if (wrong >= 0)
    throw new RangeError(`initialValue[${wrong}] is ${initialValue?.[wrong]}: it must be finite`)
  return { gamma, epsilon, innerSweeps, iterationsMax, secondsMax, startsAtZero: !initialValue }
}

export function setStart(value: Float64Array, initialValue: Float64Array | undefined) {
  if (initialValue) value.set(initialValue)
  else value.fill(0)
}

export function sizeOf(model: Model): ModelSize {
  const { stateCount, reward, probability } = model
  return { stateCount, rowCount: reward.length, entryCount: probability.length }
}

/** Where the solve is to work; no memory: TypeScript beside the model as it lies. */
function placeModel(model: Model, kernel: 'wasm' | 'typescript' | undefined): Place {
  const layout = planLayout(sizeOf(model))
  if (kernel === 'typescript') return { layout }
  const known = memoryOf(model)
  if (known) return { layout, memory: known }
  if (!fitsWasm(layout.byteCount)) {
    if (kernel === 'wasm')
      throw new RangeError(
        `kernel 'wasm': the model needs ${layout.byteCount} bytes of WebAssembly, more than there are`,
      )
    return { layout }
  }
  const memory = allocateMemory(layout.byteCount, false)
  copyModel(model, viewModel(memory.buffer, layout))
  return { layout, memory }
}

interface Place {
  readonly layout: Layout
  readonly memory?: KernelMemory
}

export function copyModel(from: Model, to: Model) {
  for (const name of ['rowStart', 'action', 'entryStart', 'successor'] as const) to[name].set(from[name])
  to.probability.set(from.probability)
  to.reward.set(from.reward)
}

function spaceBeside(model: Model, layout: Layout) {
  const own = planLayout({ stateCount: layout.size.stateCount, rowCount: 0, entryCount: 0 }, layout.keptCount)
  return viewSpace(new ArrayBuffer(own.byteCount), own, model)
}
