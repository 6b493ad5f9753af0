import type { Model } from '../model.ts'

/** What to do in each state: [stateCount] the chosen row (Int32Array, as `Solution.policy`), or [rowCount]
 *  the probability of each row within its state (Float64Array). */
export type Policy = Int32Array | Float64Array

/** A square matrix in compressed rows. */
export interface SparseMatrix {
  readonly size: number
  /** [size + 1] */
  readonly start: Int32Array
  /** [entryCount] no column twice within a row, no weight of zero */
  readonly column: Int32Array
  readonly weight: Float64Array
}

/** What a model becomes when a policy decides: a Markov chain with rewards. */
export interface PolicyChain {
  readonly matrix: SparseMatrix
  /** [stateCount] expected reward of a step */
  readonly reward: Float64Array
  /** [rowCount] probability of the row in its state */
  readonly share: Float64Array
}

/** P_π and r_π. O(entries) */
export function makePolicyChain(model: Model, policy: Policy): PolicyChain {
  const share = makeShares(model, policy)
  const { stateCount, rowStart, entryStart, successor, probability } = model
  const start = new Int32Array(stateCount + 1)
  const column = new Int32Array(successor.length)
  const weight = new Float64Array(successor.length)
  const reward = new Float64Array(stateCount)
  const place = new Int32Array(stateCount).fill(-1) // successor → its entry in the row being made
  let count = 0
  for (let s = 0; s < stateCount; s++) {
    const first = count
    for (let row = rowStart[s]!; row < rowStart[s + 1]!; row++) {
      const part = share[row]!
      if (part === 0) continue
      reward[s]! += part * model.reward[row]!
      for (let e = entryStart[row]!; e < entryStart[row + 1]!; e++) {
        const mass = part * probability[e]!
        if (mass === 0) continue
        const next = successor[e]!
        if (place[next]! < first) {
          place[next] = count
          column[count] = next
          weight[count++] = mass
        } else weight[place[next]!]! += mass
      }
    }
    start[s + 1] = count
  }
  return {
    matrix: { size: stateCount, start, column: column.slice(0, count), weight: weight.slice(0, count) },
    reward,
    share,
  }
}

/** A chain as a model that leaves no choice: the same arrays, one row a state. */
export function modelOfChain({ matrix, reward }: PolicyChain): Model {
  const { size, start, column, weight } = matrix
  const rowStart = new Int32Array(size + 1).map((_, s) => s)
  const action = new Int32Array(size)
  return {
    stateCount: size,
    rowStart,
    action,
    entryStart: start,
    successor: column,
    probability: weight,
    reward,
  }
}

/** All that may happen in a state, whatever is done there: the model's own arrays, so that columns come twice and
 *  weights may be zero. */
export function allSteps({ stateCount, rowStart, entryStart, successor, probability }: Model): SparseMatrix {
  const start = rowStart.map(row => entryStart[row]!)
  return { size: stateCount, start, column: successor, weight: probability }
}

/** Pᵀ. O(entries) */
export function transpose({ size, start, column, weight }: SparseMatrix): SparseMatrix {
  const startT = new Int32Array(size + 1)
  for (const c of column) startT[c + 1]!++
  for (let i = 0; i < size; i++) startT[i + 1]! += startT[i]!
  const at = startT.slice(0, size)
  const columnT = new Int32Array(column.length)
  const weightT = new Float64Array(column.length)
  for (let r = 0; r < size; r++) {
    for (let e = start[r]!; e < start[r + 1]!; e++) {
      const place = at[column[e]!]!++
      columnT[place] = r
      weightT[place] = weight[e]!
    }
  }
  return { size, start: startT, column: columnT, weight: weightT }
}

/** The rows and columns in `kept`, renumbered in its order, times `factor`. O(entries) */
export function cut(matrix: SparseMatrix, kept: ArrayLike<number>, factor = 1): SparseMatrix {
  const place = new Int32Array(matrix.size).fill(-1)
  for (let i = 0; i < kept.length; i++) place[kept[i]!] = i
  const start = new Int32Array(kept.length + 1)
  const column: number[] = []
  const weight: number[] = []
  for (let i = 0; i < kept.length; i++) {
    for (let e = matrix.start[kept[i]!]!; e < matrix.start[kept[i]! + 1]!; e++) {
      const to = place[matrix.column[e]!]!
      if (to < 0 || factor === 0) continue
      column.push(to)
      weight.push(factor * matrix.weight[e]!)
    }
    start[i + 1] = column.length
  }
  return { size: kept.length, start, column: Int32Array.from(column), weight: Float64Array.from(weight) }
}

/** P times a factor */
export function scale({ size, start, column, weight }: SparseMatrix, factor: number): SparseMatrix {
  return { size, start, column, weight: weight.map(each => factor * each) }
}

/** Px */
export function multiply({ size, start, column, weight }: SparseMatrix, x: Float64Array): Float64Array {
  const out = new Float64Array(size)
  for (let r = 0; r < size; r++) {
    let sum = 0
    for (let e = start[r]!; e < start[r + 1]!; e++) sum += weight[e]! * x[column[e]!]!
    out[r] = sum
  }
  return out
}

function makeShares(model: Model, policy: Policy): Float64Array {
  if (policy instanceof Int32Array) return makePureShares(model, policy)
  if (!(policy instanceof Float64Array))
    throw new TypeError('a policy is an Int32Array of rows or a Float64Array of the probability of each row')
  const rowCount = model.action.length
  if (policy.length !== rowCount)
    throw new TypeError(`a randomised policy has one probability per row: ${rowCount}, not ${policy.length}`)
  for (let s = 0; s < model.stateCount; s++)
    checkShares(policy, s, model.rowStart[s]!, model.rowStart[s + 1]!)
  return policy.slice()
}

function makePureShares(model: Model, policy: Int32Array): Float64Array {
  if (policy.length !== model.stateCount)
    throw new TypeError(`a policy has one row per state: ${model.stateCount}, not ${policy.length}`)
  const share = new Float64Array(model.action.length)
  policy.forEach((row, s) => {
    const first = model.rowStart[s]!
    const last = model.rowStart[s + 1]! - 1
    if (row < first || row > last)
      throw new RangeError(`policy of state ${s}: row ${row} is not its own; its rows are ${first} … ${last}`)
    share[row] = 1
  })
  return share
}

function checkShares(policy: Float64Array, s: number, first: number, end: number) {
  let sum = 0
  for (let row = first; row < end; row++) {
    if (!(policy[row]! >= 0)) throw new RangeError(`policy of row ${row}: ${policy[row]} is no probability`)
    sum += policy[row]!
  }
  if (Math.abs(sum - 1) > 1e-8)
    throw new RangeError(`policy of state ${s}: the probabilities of its rows sum to ${sum}, not to 1`)
}
