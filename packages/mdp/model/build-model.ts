import type { Model } from '../model.ts'
import { checkList, checkRewardRows, checkStateCount, checkTransitionRows } from './check-rows.ts'

/** What `buildModel` reads: rows of plain numbers, in any order. */
export interface ModelInputs {
  /** states are 0 … nStates - 1 */
  readonly nStates: number
  /** rows [s, a, s', p]; the same (s, a, s') twice adds up; left out: uniform over all states, for each (s, a) of
   *  the rewards */
  readonly transitions?: readonly (readonly number[])[]
  /** rows [s, a, r] or [s, a, s', r]; an (s, a) that has transitions and no reward earns 0 */
  readonly rewards: readonly (readonly number[])[]
  /** states that are never left; one without rows gets the action 0 that stays there and earns 0 */
  readonly absorbing?: readonly number[]
}

/** Transitions as columns, in the order of (s, a, s'). */
interface Columns {
  readonly state: Int32Array
  readonly action: Int32Array
  readonly successor: Int32Array
  readonly probability: Float64Array
}

const sumTolerance = 1e-8
const roundingTolerance = 1e-12

/** Builds a model from rows. An (s, a) without rows cannot be taken; rewards R(s,a,s') are reduced to their
 *  expectation; entries of probability zero are left out; a row that sums to one but for less than 1e-8 (digits that
 *  were cut off) is scaled to one.
 *  @throws TypeError for rows of a wrong shape; RangeError for a value that cannot be: a state that does not exist, a
 *    probability outside 0 … 1, a row that does not sum to one, a reward given twice or for an (s, a) that has no
 *    transitions, a state without an action, an absorbing state that is left. Each names the row.
 *  Complexity: O(n log n) for n rows.
 *  @example
 *  const model = buildModel({
 *    nStates: 2,
 *    transitions: [[0, 0, 0, 0.5], [0, 0, 1, 0.5], [0, 1, 1, 1], [1, 0, 1, 1]],
 *    rewards: [[0, 0, 5], [0, 1, 10], [1, 0, -1]],
 *  })
 *  model.rowStart // → [0, 2, 3]
 *  model.reward // → [5, 10, -1]
 *  buildModel({ nStates: 1, transitions: [[0, 0, 0, 0.9]], rewards: [] }) // throws RangeError: transitions of state 0, action 0 sum to 0.9
 */
export function buildModel(inputs: ModelInputs): Model {
  const { nStates, transitions, rewards, absorbing = [] } = inputs
  checkStateCount(nStates)
  const rewardOfPair = checkRewardRows(rewards, nStates)
  const given = transitions
    ? columnsOf(checkTransitionRows(transitions, nStates))
    : uniformColumns(rewardOfPair.pairs(), nStates)
  const columns = withSelfLoops(given, checkAbsorbing(absorbing, nStates), nStates)
  const model = compress(columns, nStates)
  checkAbsorbingStay(model, absorbing)
  rewardOfPair.fill(model, transitions ? 'it has no transitions' : 'it does not exist')
  return model
}

function columnsOf(rows: readonly (readonly number[])[]): Columns {
  const order = rows
    .map((_, index) => index)
    .sort((i, j) => {
      const one = rows[i]!
      const other = rows[j]!
      return one[0]! - other[0]! || one[1]! - other[1]! || one[2]! - other[2]!
    })
  return {
    state: Int32Array.from(order, index => rows[index]![0]!),
    action: Int32Array.from(order, index => rows[index]![1]!),
    successor: Int32Array.from(order, index => rows[index]![2]!),
    probability: Float64Array.from(order, index => rows[index]![3]!),
  }
}

function uniformColumns(pairs: readonly (readonly [number, number])[], nStates: number): Columns {
  const size = pairs.length * nStates
  if (size > 2 ** 27)
    throw new RangeError(
      `Uniform transitions of ${pairs.length} pairs over ${nStates} states are too many: give transitions.`,
    )
  const of = (value: (index: number) => number) =>
    Int32Array.from({ length: size }, (_, index) => value(index))
  return {
    state: of(index => pairs[Math.floor(index / nStates)]![0]),
    action: of(index => pairs[Math.floor(index / nStates)]![1]),
    successor: of(index => index % nStates),
    probability: new Float64Array(size).fill(1 / nStates),
  }
}

function checkAbsorbing(absorbing: readonly number[], nStates: number): readonly number[] {
  checkList(absorbing, 'absorbing')
  absorbing.forEach((state, index) => {
    if (!Number.isInteger(state) || state < 0 || state >= nStates)
      throw new RangeError(
        `absorbing[${index}]: state ${state} does not exist; states are 0 … ${nStates - 1}.`,
      )
  })
  return absorbing
}

/** Absorbing states without rows stay where they are by action 0. */
function withSelfLoops(columns: Columns, absorbing: readonly number[], nStates: number): Columns {
  const hasRows = new Uint8Array(nStates)
  for (const state of columns.state) hasRows[state] = 1
  const missing = [...new Set(absorbing)].filter(state => !hasRows[state])
  if (missing.length === 0) return columns
  const rows = Array.from(columns.state, (state, i) => [
    state,
    columns.action[i]!,
    columns.successor[i]!,
    columns.probability[i]!,
  ])
  return columnsOf([...rows, ...missing.map(state => [state, 0, state, 1])])
}

/** Adds up what is given twice, leaves out zeros, and counts where rows and states begin. */
function compress({ state, action, successor, probability }: Columns, nStates: number): Model {
  const actions: number[] = []
  const entryStart: number[] = [0]
  const successors: number[] = []
  const probabilities: number[] = []
  const rowStart = new Int32Array(nStates + 1)
  for (let i = 0; i < state.length; ) {
    const s = state[i]!
    const a = action[i]!
    const first = probabilities.length
    for (; i < state.length && state[i] === s && action[i] === a; i++) {
      if (probability[i] === 0) continue
      if (successors.length > first && successors.at(-1) === successor[i])
        probabilities[probabilities.length - 1]! += probability[i]!
      else {
        successors.push(successor[i]!)
        probabilities.push(probability[i]!)
      }
    }
    scaleToOne(probabilities, first, s, a)
    actions.push(a)
    entryStart.push(successors.length)
    rowStart[s + 1] = actions.length
  }
  for (let s = 0; s < nStates; s++) if (rowStart[s + 1] === 0) throw new RangeError(noActionMessage(s))
  return {
    stateCount: nStates,
    rowStart,
    action: Int32Array.from(actions),
    entryStart: Int32Array.from(entryStart),
    successor: Int32Array.from(successors),
    probability: Float64Array.from(probabilities),
    reward: new Float64Array(actions.length),
  }
}

function noActionMessage(state: number): string {
  return `State ${state} has no action: give it transitions, or name it in absorbing if the process ends there.`
}

function scaleToOne(probabilities: number[], first: number, s: number, a: number): void {
  let sum = 0
  for (let i = first; i < probabilities.length; i++) sum += probabilities[i]!
  if (!(Math.abs(sum - 1) <= sumTolerance))
    throw new RangeError(
      `transitions of state ${s}, action ${a} sum to ${Number(sum.toPrecision(10))}, not to 1.`,
    )
  if (Math.abs(sum - 1) > roundingTolerance)
    for (let i = first; i < probabilities.length; i++) probabilities[i]! /= sum
}

function checkAbsorbingStay(model: Model, absorbing: readonly number[]): void {
  for (const state of absorbing)
    for (let row = model.rowStart[state]!; row < model.rowStart[state + 1]!; row++)
      for (let i = model.entryStart[row]!; i < model.entryStart[row + 1]!; i++)
        if (model.successor[i] !== state)
          throw new RangeError(
            `State ${state} is said to be absorbing, yet action ${model.action[row]} leads to state ${model.successor[i]}.`,
          )
}
