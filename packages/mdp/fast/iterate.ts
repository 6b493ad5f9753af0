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
  const { gamma, iterationsMax, secondsMax, startsAtZero } = settings
  const end = now() + secondsMax * 1000
  const work = prepareWork(space, kernel, crew, settings, () => now() >= end)
  let largest = startsAtZero ? 0 : greatest(space.values[0])
  for (let iterations = 1; ; iterations++) {
    const whole = iterations === 1 && startsAtZero ? 0 : 1
    const found = crew(taskOf('improve', { side: work.side, whole, gamma, blockBits: blockBitsOf(work) }))
    const slack = (2 * work.errorOf(largest)) / (1 - gamma)
    const half = (work.factor * (found.high - found.low)) / 2
    const converged = 2 * half + slack <= settings.epsilon
    if (converged || half <= slack || iterations >= iterationsMax || work.isLate()) {
      const bound = half + slack
      return { ...answer(work, found), iterations, converged, bounds: { below: bound, above: bound } }
    }
    if (iterations === 1) planCorrections(work)
    else if (work.plan && work.isFactored && found.changed > 0) factor(work, work.plan)
    largest = correct(work, evaluatePolicy(work, found, slack))
    work.side = 1 - work.side
    crew(taskOf('measureMove', { side: work.side, blockBits: blockBitsOf(work) }))
    const { stateReach, errorOf } = work
    placeMargins(space, { stateReach, blockBits: blockBitsOf(work), gamma, error: errorOf(largest) })
  }
}

/** Where the iteration stands. */
interface Work {
  readonly space: Space
  readonly kernel: Kernel
  readonly crew: Crew
  readonly settings: Settings
  readonly isLate: () => boolean
  /** γ/(1 - γ) */
  readonly factor: number
  /** how far rounding may take one action's value when no value is beyond `largest` */
  readonly errorOf: (largest: number) => number
  /** the vector of values that the next sweep reads */
  side: number
  /** how many states away a successor may be */
  stateReach: number
  /** null: sweeps go on alone */
  plan: BlockPlan | null
  isFactored: boolean
}

function prepareWork(
  space: Space,
  kernel: Kernel,
  crew: Crew,
  settings: Settings,
  isLate: () => boolean,
): Work {
  const { gamma } = settings
  const rewardMax = crew(taskOf('survey')).high
  const longest = placeKeptRows(space)
  space.margin.fill(0)
  // a sum of K products is off by K units of its largest term (Higham 2002, section 3.1), reward, γ and difference by one
  const errorOf = (largest: number) => (longest + 4) * unitRoundoff * (rewardMax + gamma * largest)
  const rest = { side: 0, stateReach: space.model.stateCount, plan: null, isFactored: false }
  return { space, kernel, crew, settings, isLate, factor: gamma / (1 - gamma), errorOf, ...rest }
}

/** TV in the middle of its bounds. */
function answer({ space, side, factor }: Work, found: Found) {
  const shift = (factor * (found.high + found.low)) / 2
  const value = space.values[1 - side]!.slice()
  for (let s = 0; s < value.length; s++) value[s] = value[s]! + shift
  const residual = Math.max(Math.abs(found.low), Math.abs(found.high))
  return { value, policy: space.policy.slice(), residual }
}

/** Sweeps until little of the span is left, or nothing of it that matters when the policy is settled. */
function evaluatePolicy(work: Work, improved: Found, slack: number): Found {
  const { space, kernel, crew, factor: scale } = work
  const { gamma, epsilon, innerSweeps } = work.settings
  const spanImproved = improved.high - improved.low
  const isSettled = improved.changed <= settledPart * space.model.stateCount
  const spanWanted = Math.max((epsilon - slack) / scale, isSettled ? 0 : remainder * spanImproved)
  let found = improved
  let span = Infinity
  let contraction = 0
  let spanBefore = spanImproved
  for (let sweep = 0; sweep < innerSweeps && span > spanWanted && !work.isLate(); sweep++) {
    if (work.isFactored) correct(work, found)
    if (work.plan && work.isFactored && contraction > slowContraction) {
      const tolerance = Math.max(spanWanted / 4, span / 10)
      relaxBlocks(space, work.plan, kernel, { side: 1 - work.side, gamma, tolerance })
    }
    work.side = 1 - work.side
    found = crew(taskOf('evaluate', { side: work.side, gamma, blockBits: blockBitsOf(work) }))
    contraction = (found.high - found.low) / span
    span = found.high - found.low
    if (work.plan && !work.isFactored && contraction > fastContraction) factor(work, work.plan)
    else if (work.isFactored && sweep % windowSweeps === windowSweeps - 1) {
      if (span > slowWindow * spanBefore) refine(work)
      spanBefore = span
    }
  }
  return found
}

/** After the first improvement: blocks, and their chain at once where smooth errors are sure to be slow. */
function planCorrections(work: Work) {
  const { space, crew } = work
  const { stateCount } = space.model
  work.stateReach = crew(taskOf('measureReach')).high
  work.plan = planBlocks(stateCount, space.keptStart[stateCount]!, work.stateReach)
  if (work.plan && isLocal(work.plan)) factor(work, work.plan)
  forgetBlocks(work) // the improvement did not know them
}

function factor(work: Work, plan: BlockPlan) {
  const { space, crew } = work
  space.band.fill(0, 0, plan.blockCount * (2 * plan.reach + 1))
  crew(taskOf('sumBlocks', { blockBits: plan.blockBits, whole: plan.reach }))
  factorBlocks(space, plan, work.settings.gamma)
  work.isFactored = true
}

function refine(work: Work) {
  const { stateCount } = work.space.model
  const keptCount = work.space.keptStart[stateCount]!
  work.plan = work.plan && refineBlocks(work.plan, stateCount, keptCount, work.stateReach)
  work.isFactored = false
  if (work.plan) factor(work, work.plan)
  forgetBlocks(work)
}

function forgetBlocks({ space }: Work) {
  space.blockChange.fill(0)
  space.blockPeak.fill(0)
}

/** Adds to the swept values what the coarse chain says; without one, what brings them into the middle of their bounds.
 *  @returns the greatest absolute value */
function correct(work: Work, found: Found): number {
  const { space, crew, plan, isFactored, side } = work
  if (plan && isFactored) solveBlocks(space, plan)
  else space.blockShift[0] = (work.factor * (found.low + found.high)) / 2
  const blockBits = plan && isFactored ? plan.blockBits : noBlocks
  const { low, high } = crew(taskOf('shiftBlocks', { side: 1 - side, blockBits }))
  return Math.max(Math.abs(low), Math.abs(high))
}

function blockBitsOf({ plan }: Work): number {
  return plan?.blockBits ?? noBlocks
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
