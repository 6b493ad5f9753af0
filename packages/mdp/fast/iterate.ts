import type { Solution } from '../solution.ts'
import { type BlockPlan, factorBlocks, planBlocks, refineBlocks, solveBlocks } from './block-correction.ts'
import { type Crew, type Found, noBlocks, type Task } from './crew.ts'
import type { Kernel } from './kernel.ts'
import { placeMargins } from './margins.ts'
import { relaxBlocks } from './relax-blocks.ts'
import type { Space } from './space.ts'

/** What the iteration needs to know, defaults filled in. */
export interface Settings {
  readonly gamma: number
  readonly epsilon: number
  readonly innerSweeps: number
  readonly iterationsMax: number
  readonly secondsMax: number
  /** all values start at zero */
  readonly startsAtZero: boolean
}

/** A part of the span that the evaluation of a policy leaves before the policy is improved again. */
const remainder = 0.2
/** A policy of which fewer states changed than this part is evaluated to the end. */
const settledPart = 0.001
/** The coarse chain is made anew when more states than this part chose another action. */
const renewedPart = 0
/** A sweep that leaves less of the span than this needs no help. */
const fastContraction = 0.6
/** Corrected sweeps that leave more of the span than this are held up by a few states. */
const slowContraction = 0.5
/** After so many corrected sweeps that left more than this part of the span, blocks are halved; when that cannot be, sweeps
 *  go on alone, so that what corrections do wrong they do a limited number of times. */
const windowSweeps = 8
const slowWindow = 0.5
const unitRoundoff = 2 ** -53

/** Modified policy iteration on values[0], whoever does the sweeps.
 *
 *  1. Improve: a sweep over all actions. A state whose best action led by more than the values moved since (the span of
 *     the move, times γ) cannot change it and is only evaluated: the same digits at the price of one action (Hastings
 *     and van Nunen 1977; Puterman 2005, section 6.7.3).
 *  2. Evaluate: sweeps over the kept rows of the policy, each followed by a correction of its smooth error when sweeps
 *     alone contract slowly.
 *  3. Move all values into the middle of their bounds, and improve again; the last improvement gives the bounds. */
export function iterate(
  space: Space,
  kernel: Kernel,
  crew: Crew,
  settings: Settings,
  now: () => number,
): Solution {
  const { model, values, policy } = space
  const { gamma, epsilon, innerSweeps, iterationsMax, secondsMax } = settings
  const { stateCount } = model
  const end = now() + secondsMax * 1000
  const factor = gamma / (1 - gamma)
  const rewardMax = crew(taskOf('survey')).high
  const longest = placeKeptRows(space)
  const errorOf = (largest: number) => (longest + 4) * unitRoundoff * (rewardMax + gamma * largest)
  let largest = settings.startsAtZero ? 0 : greatest(values[0])
  let side = 0
  let stateReach = stateCount
  space.margin.fill(0)
  let plan = null as BlockPlan | null
  let mayCorrect = true
  let isFactored = false

  const correct = (found: Found): number => {
    const blockBits = plan && isFactored ? plan.blockBits : noBlocks
    if (plan && isFactored) solveBlocks(space, plan)
    else space.blockShift[0] = (factor * (found.low + found.high)) / 2
    const { low, high } = crew(taskOf('shiftBlocks', { side: 1 - side, blockBits }))
    return Math.max(Math.abs(low), Math.abs(high))
  }
  const prepareBlocks = (plan: BlockPlan) => {
    space.band.fill(0, 0, plan.blockCount * (2 * plan.reach + 1))
    crew(taskOf('sumBlocks', { blockBits: plan.blockBits, whole: plan.reach }))
    factorBlocks(space, plan, gamma)
    isFactored = true
  }

  for (let iterations = 1; ; iterations++) {
    const whole = iterations === 1 && settings.startsAtZero ? 0 : 1
    let found = crew(taskOf('improve', { side, whole, gamma, blockBits: plan?.blockBits ?? noBlocks }))
    const slack = (2 * errorOf(largest)) / (1 - gamma)
    const half = (factor * (found.high - found.low)) / 2
    const converged = 2 * half + slack <= epsilon
    if (converged || half <= slack || iterations >= iterationsMax || now() >= end) {
      const shift = (factor * (found.high + found.low)) / 2
      const bound = half + slack
      const residual = Math.max(Math.abs(found.low), Math.abs(found.high))
      const value = new Float64Array(stateCount)
      const next = values[1 - side]!
      for (let s = 0; s < stateCount; s++) value[s] = next[s]! + shift
      const bounds = { below: bound, above: bound }
      return { value, policy: Int32Array.from(policy), iterations, residual, converged, bounds }
    }
    const isSettled = found.changed <= settledPart * stateCount
    const spanWanted = Math.max(
      (epsilon - slack) / factor,
      isSettled ? 0 : remainder * (found.high - found.low),
    )
    if (iterations === 1) {
      stateReach = crew(taskOf('measureReach')).high
      plan = planBlocks(stateCount, space.keptStart[stateCount]!, stateReach)
      mayCorrect = plan !== null
    }
    if (plan && mayCorrect && (isFactored || isLocal(plan)) && found.changed > renewedPart * stateCount)
      prepareBlocks(plan)
    if (iterations === 1) space.blockChange.fill(0) // the sweep before did not know the blocks
    let span = Infinity
    let contraction = 0
    let spanBefore = found.high - found.low
    for (let sweep = 0; sweep < innerSweeps && span > spanWanted && now() < end; sweep++) {
      if (isFactored) correct(found)
      if (plan && isFactored && contraction > slowContraction) {
        const tolerance = Math.max(spanWanted / 4, span / 10)
        relaxBlocks(space, plan, kernel, { side: 1 - side, gamma, tolerance, span })
      }
      side = 1 - side
      found = crew(taskOf('evaluate', { side, gamma, blockBits: plan?.blockBits ?? noBlocks }))
      contraction = (found.high - found.low) / span
      span = found.high - found.low
      if (plan && mayCorrect && !isFactored && contraction > fastContraction) prepareBlocks(plan)
      else if (plan && isFactored && sweep % windowSweeps === windowSweeps - 1) {
        if (span > slowWindow * spanBefore) {
          plan = refineBlocks(plan, stateCount, space.keptStart[stateCount]!, stateReach)
          mayCorrect = isFactored = plan !== null
          if (plan) prepareBlocks(plan)
          space.blockChange.fill(0) // is of blocks that are no more
        }
        spanBefore = span
      }
    }
    largest = correct(found)
    side = 1 - side
    crew(taskOf('measureMove', { side, blockBits: plan?.blockBits ?? noBlocks }))
    placeMargins(space, {
      stateReach,
      blockBits: plan?.blockBits ?? noBlocks,
      gamma,
      error: errorOf(largest),
    })
  }
}

/** Whether most of the coarse chain is far from any one block: then smooth errors are sure to be slow ones. */
function isLocal({ reach, blockCount }: BlockPlan): boolean {
  return 4 * reach < blockCount
}

const idle: Task = { kind: 'survey', side: 0, blockBits: noBlocks, whole: 0, gamma: 0 }

function taskOf(kind: Task['kind'], more: Partial<Task> = {}): Task {
  return { ...idle, ...more, kind }
}

/** keptStart from the longest row of each state.
 *  @returns the longest of all */
function placeKeptRows({ model, keptStart }: Space): number {
  let longest = 0
  keptStart[0] = 0
  for (let s = 0; s < model.stateCount; s++) {
    const length = keptStart[s + 1]!
    if (length > longest) longest = length
    keptStart[s + 1] = keptStart[s]! + length
  }
  return longest
}

function greatest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
