import type { Model } from '../model.ts'

/** state, action, next state, how often it was seen (0: possible, never seen) */
export type TransitionCount = readonly [state: number, action: number, next: number, count: number]
/** state, action, mean reward */
export type RowReward = readonly [state: number, action: number, reward: number]

export interface EstimateInputs {
  readonly stateCount: number
  readonly counts: readonly TransitionCount[]
  /** mean reward of a row; 0 where none is given */
  readonly rewards?: readonly RowReward[]
  /** standard error of those means, for posterior sampling; 0 where none is given */
  readonly rewardErrors?: readonly RowReward[]
  /** observations pretended for every listed successor of a row (Dirichlet prior); default 0 */
  readonly prior?: number
  /** states where nothing happens any more: they get one row, action 0, back to themselves, reward 0 */
  readonly terminal?: readonly number[]
  /** rows with fewer observations are reported as unsupported; default 1 */
  readonly supportMin?: number
}

/** A model from experience, and what stands behind it. */
export interface ModelEstimate {
  /** posterior means */
  readonly model: Model
  /** [rowCount] observations behind the row; 0 at terminal states, which are given, not observed */
  readonly support: Float64Array
  /** rows that too few observations stand behind: whoever advises should abstain there */
  readonly unsupported: readonly { row: number; state: number; action: number; support: number }[]
  /** [entryCount] parameters of each row's Dirichlet posterior: count + prior */
  readonly alpha: Float64Array
  /** [rowCount] */
  readonly rewardError: Float64Array
}

/** Makes a model out of counted transitions: each row is the mean of its Dirichlet posterior. Counts of the
 *  same transition add up; they need not be whole. O(n log n)
 *  @throws RangeError for a state that does not exist, a negative count, a state without any row, a row
 *    without observations and prior, a reward of a row that has no counts: each names its line
 *  @example
 *  const counts: [number, number, number, number][] = [[0, 0, 0, 3], [0, 0, 1, 1], [0, 1, 1, 0]]
 *  const estimate = estimateModel({ stateCount: 2, counts, terminal: [1], prior: 1 })
 *  estimate.model.probability // ≈ [0.6667, 0.3333, 1, 1]
 *  estimate.unsupported // → [{"row":1,"state":0,"action":1,"support":0}]
 */
export function estimateModel(inputs: EstimateInputs): ModelEstimate {
  const { stateCount, prior = 0, terminal = [], supportMin = 1 } = inputs
  if (!Number.isInteger(stateCount) || stateCount < 1)
    throw new RangeError(`stateCount must be a whole number ≥ 1, not ${stateCount}`)
  if (!(prior >= 0 && prior < Infinity)) throw new RangeError(`prior must be ≥ 0 and finite, not ${prior}`)
  const ends = new Set(terminal)
  inputs.counts.forEach((line, i) => {
    checkCount(line, i, stateCount, ends)
  })
  for (const s of terminal)
    if (!isIndex(s, stateCount)) throw new RangeError(`terminal: state ${s} ${outside(stateCount)}`)
  const lines = [...inputs.counts, ...[...ends].map((s): TransitionCount => [s, 0, s, 1])]
  const merged = mergeLines(lines)
  const arrays = fillArrays(stateCount, merged, prior, ends)
  const reward = placeRewards(arrays, inputs.rewards, 'rewards')
  const rewardError = placeRewards(arrays, inputs.rewardErrors, 'rewardErrors')
  const { support, alpha, probability, rowStart, action, entryStart, successor } = arrays
  const model: Model = { stateCount, rowStart, action, entryStart, successor, probability, reward }
  return {
    model,
    support,
    unsupported: listUnsupported(model, support, supportMin, ends),
    alpha,
    rewardError,
  }
}

interface Arrays {
  readonly rowStart: Int32Array
  readonly action: Int32Array
  readonly entryStart: Int32Array
  readonly successor: Int32Array
  readonly probability: Float64Array
  readonly alpha: Float64Array
  readonly support: Float64Array
}

function isIndex(s: number, count: number): boolean {
  return Number.isInteger(s) && s >= 0 && s < count
}

function outside(stateCount: number): string {
  return `does not exist; states are 0 … ${stateCount - 1}`
}

function checkCount(line: TransitionCount, i: number, stateCount: number, ends: ReadonlySet<number>) {
  const [state, action, next, count] = line
  const where = `counts row ${i} ${JSON.stringify(line)}`
  for (const s of [state, next])
    if (!isIndex(s, stateCount)) throw new RangeError(`${where}: state ${s} ${outside(stateCount)}`)
  if (!Number.isInteger(action) || action < 0)
    throw new RangeError(`${where}: action ${action} is no whole number ≥ 0`)
  if (!(count >= 0 && count < Infinity))
    throw new RangeError(`${where}: a count must be ≥ 0 and finite, not ${count}`)
  if (ends.has(state)) throw new RangeError(`${where}: state ${state} is terminal and cannot be left`)
}

function mergeLines(lines: readonly TransitionCount[]): TransitionCount[] {
  const sorted = [...lines].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
  const merged: TransitionCount[] = []
  for (const line of sorted) {
    const last = merged.at(-1)
    if (last && last[0] === line[0] && last[1] === line[1] && last[2] === line[2])
      merged[merged.length - 1] = [line[0], line[1], line[2], last[3] + line[3]]
    else merged.push(line)
  }
  return merged
}

function fillArrays(
  stateCount: number,
  lines: readonly TransitionCount[],
  prior: number,
  ends: ReadonlySet<number>,
): Arrays {
  const rowStart = new Int32Array(stateCount + 1)
  const action: number[] = []
  const entryStart: number[] = []
  const support: number[] = []
  lines.forEach(([state, act, , count], i) => {
    const before = lines[i - 1]
    if (!before || before[0] !== state || before[1] !== act) {
      action.push(act)
      entryStart.push(i)
      support.push(0)
      rowStart[state + 1]!++
    }
    if (!ends.has(state)) support[support.length - 1]! += count
  })
  entryStart.push(lines.length)
  for (let s = 0; s < stateCount; s++) {
    if (rowStart[s + 1] === 0) throw new RangeError(`state ${s} has no counts; list them or name it terminal`)
    rowStart[s + 1]! += rowStart[s]!
  }
  const alpha = Float64Array.from(lines, ([state, , , count]) => (ends.has(state) ? 1 : count + prior))
  const probability = alpha.slice()
  for (let row = 0; row < action.length; row++) shareOut(probability, entryStart, row, lines)
  return {
    rowStart,
    action: Int32Array.from(action),
    entryStart: Int32Array.from(entryStart),
    successor: Int32Array.from(lines, line => line[2]),
    probability,
    alpha,
    support: Float64Array.from(support),
  }
}

function shareOut(
  weight: Float64Array,
  entryStart: readonly number[],
  row: number,
  lines: readonly TransitionCount[],
) {
  const part = weight.subarray(entryStart[row], entryStart[row + 1])
  const sum = part.reduce((total, each) => total + each, 0)
  if (!(sum > 0)) {
    const [state, action] = lines[entryStart[row]!]!
    throw new RangeError(`state ${state}, action ${action}: no observations and no prior; give a prior > 0`)
  }
  for (let i = 0; i < part.length; i++) part[i]! /= sum
}

function placeRewards(arrays: Arrays, rewards: readonly RowReward[] = [], what: string): Float64Array {
  const { rowStart, action } = arrays
  const placed = new Float64Array(action.length)
  rewards.forEach((line, i) => {
    const [state, act, reward] = line
    const where = `${what} row ${i} ${JSON.stringify(line)}`
    const end = rowStart[state + 1]
    if (end === undefined || !isIndex(state, rowStart.length - 1))
      throw new RangeError(`${where}: state ${state} ${outside(rowStart.length - 1)}`)
    const row = action.subarray(0, end).indexOf(act, rowStart[state]!)
    if (row < 0) throw new RangeError(`${where}: action ${act} has no counts in state ${state}`)
    if (!Number.isFinite(reward)) throw new RangeError(`${where}: ${reward} is not finite`)
    placed[row] = reward
  })
  return placed
}

function listUnsupported(model: Model, support: Float64Array, supportMin: number, ends: ReadonlySet<number>) {
  const listed: { row: number; state: number; action: number; support: number }[] = []
  for (let state = 0; state < model.stateCount; state++)
    for (let row = model.rowStart[state]!; row < model.rowStart[state + 1]!; row++)
      if (support[row]! < supportMin && !ends.has(state))
        listed.push({ row, state, action: model.action[row]!, support: support[row]! })
  return listed
}
