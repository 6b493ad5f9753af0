import type { Model } from '../model.ts'

/** The exact solution of a small discounted process: policy iteration, each policy evaluated by dense elimination.
 *  Shares no code with what it tests. */
export function solveDense(model: Model, gamma: number): Float64Array {
  const scale = model.reward.reduce((most, r) => Math.max(most, Math.abs(r)), 0) / (1 - gamma)
  let rows = Array.from({ length: model.stateCount }, (_, s) => model.rowStart[s]!)
  for (let round = 0; round < 1000; round++) {
    const value = evaluateDense(model, gamma, rows)
    const better = rows.map((row, s) => bestRow(model, gamma, value, s, row, 1e-14 * scale))
    if (better.every((row, s) => row === rows[s])) return value
    rows = better
  }
  throw new Error('Policy iteration did not end.')
}

function bestRow(
  model: Model,
  gamma: number,
  value: Float64Array,
  s: number,
  present: number,
  error: number,
): number {
  let best = present
  for (let row = model.rowStart[s]!; row < model.rowStart[s + 1]!; row++) {
    const gain = valueOfRow(model, gamma, value, row) - valueOfRow(model, gamma, value, best)
    if (gain > error) best = row
  }
  return best
}

function valueOfRow(model: Model, gamma: number, value: Float64Array, row: number): number {
  let sum = 0
  for (let e = model.entryStart[row]!; e < model.entryStart[row + 1]!; e++)
    sum += model.probability[e]! * value[model.successor[e]!]!
  return model.reward[row]! + gamma * sum
}

/** Solves (I - γP) v = r with partial pivoting. */
export function evaluateDense(model: Model, gamma: number, rows: readonly number[]): Float64Array {
  const n = model.stateCount
  const a = rows.map((row, s) => {
    const line = new Float64Array(n + 1)
    line[s] = 1
    for (let e = model.entryStart[row]!; e < model.entryStart[row + 1]!; e++)
      line[model.successor[e]!]! -= gamma * model.probability[e]!
    line[n] = model.reward[row]!
    return line
  })
  for (let i = 0; i < n; i++) {
    let pivot = i
    for (let j = i + 1; j < n; j++) if (Math.abs(a[j]![i]!) > Math.abs(a[pivot]![i]!)) pivot = j
    const line = a[pivot]!
    a[pivot] = a[i]!
    a[i] = line
    for (let j = i + 1; j < n; j++) {
      const factor = a[j]![i]! / line[i]!
      if (factor !== 0) for (let k = i; k <= n; k++) a[j]![k]! -= factor * line[k]!
    }
  }
  const value = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    let sum = a[i]![n]!
    for (let j = i + 1; j < n; j++) sum -= a[i]![j]! * value[j]!
    value[i] = sum / a[i]![i]!
  }
  return value
}
