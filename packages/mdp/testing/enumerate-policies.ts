import { Matrix, solve } from 'ml-matrix'
import type { Model } from '../model.ts'

/** Every deterministic policy of a small model: rows [stateCount]. */
export function* everyPolicy(model: Model, state = 0, chosen: number[] = []): Generator<Int32Array> {
  if (state === model.stateCount) {
    yield Int32Array.from(chosen)
    return
  }
  for (let row = model.rowStart[state]!; row < model.rowStart[state + 1]!; row++)
    yield* everyPolicy(model, state + 1, [...chosen, row])
}

/** (I - γP)⁻¹ r, by another library. */
export function discountedValue(model: Model, policy: Int32Array, gamma: number): number[] {
  const { P, r } = denseChain(model, policy)
  return solve(Matrix.eye(model.stateCount).sub(P.mul(gamma)), r).to1DArray()
}

/** P* r, where P* is the limit of the powers of (I + P) / 2: squared until nothing moves. */
export function averageGain(model: Model, policy: Int32Array): number[] {
  const { P, r } = denseChain(model, policy)
  return limitOf(P).mmul(r).to1DArray()
}

/** The total reward of a policy, and whether it comes to rest; the value of one that does not is not to be used. */
export function totalValue(model: Model, policy: Int32Array) {
  const { P, r } = denseChain(model, policy)
  const limit = limitOf(P)
  const isRecurrent = Array.from(policy, (_, s) => limit.get(s, s) > 1e-9)
  const isProper = isRecurrent.every((recurrent, s) => !recurrent || r.get(s, 0) === 0)
  const transient = isRecurrent.flatMap((recurrent, s) => (recurrent ? [] : [s]))
  const value = new Array<number>(model.stateCount).fill(0)
  if (isProper && transient.length > 0) {
    const inner = P.selection(transient, transient)
    const right = r.selection(transient, [0])
    const solved = solve(Matrix.eye(transient.length).sub(inner), right).to1DArray()
    for (const [index, s] of transient.entries()) value[s] = solved[index]!
  }
  return { isProper, value }
}

function denseChain(model: Model, policy: Int32Array): { P: Matrix; r: Matrix } {
  const P = Matrix.zeros(model.stateCount, model.stateCount)
  policy.forEach((row, s) => {
    for (let i = model.entryStart[row]!; i < model.entryStart[row + 1]!; i++) {
      const to = model.successor[i]!
      P.set(s, to, P.get(s, to) + model.probability[i]!)
    }
  })
  return { P, r: Matrix.columnVector(Array.from(policy, row => model.reward[row]!)) }
}

function limitOf(P: Matrix): Matrix {
  let power = P.clone().add(Matrix.eye(P.rows)).mul(0.5)
  for (let doubling = 0; doubling < 40; doubling++) {
    power = power.mmul(power)
    for (let s = 0; s < power.rows; s++) power.setRow(s, scaledToOne(power.getRow(s)))
  }
  return power
}

function scaledToOne(row: number[]): number[] {
  const sum = row.reduce((total, each) => total + each, 0)
  return row.map(each => each / sum)
}

/** State by state the greatest over all policies. */
export function greatestOf(values: Iterable<readonly number[]>): number[] {
  let greatest: number[] | null = null
  for (const value of values)
    greatest = greatest ? greatest.map((each, s) => Math.max(each, value[s]!)) : [...value]
  if (!greatest) throw new Error('There is no policy.')
  return greatest
}
