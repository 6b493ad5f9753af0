import { createRandom } from '../chain/random.ts'
import { estimateModel, type TransitionCount } from '../estimate/estimate-model.ts'
import type { Model } from '../model.ts'

/** rows [s, a, s', p] and [s, a, r], as the published cases write them */
export function modelOf(
  stateCount: number,
  transitions: readonly TransitionCount[],
  rewards: readonly (readonly [number, number, number])[] = [],
): Model {
  return estimateModel({ stateCount, counts: transitions, rewards }).model
}

/** 1 … actionsMax actions a state, each to up to `branches` states. */
export function randomModel(seed: number, stateCount: number, actionsMax: number, branches: number): Model {
  const random = createRandom(seed)
  const transitions: TransitionCount[] = []
  const rewards: [number, number, number][] = []
  for (let s = 0; s < stateCount; s++) {
    const actions = 1 + Math.floor(random.uniform() * actionsMax)
    for (let a = 0; a < actions; a++) {
      rewards.push([s, a, 10 * random.normal()])
      for (let k = 0; k < branches; k++)
        transitions.push([s, a, Math.floor(random.uniform() * stateCount), random.gamma(1)])
    }
  }
  return modelOf(stateCount, transitions, rewards)
}

/** A policy that mixes all rows of each state. */
export function randomPolicy(model: Model, seed: number): Float64Array {
  const random = createRandom(seed)
  const policy = new Float64Array(model.action.length)
  for (let s = 0; s < model.stateCount; s++) {
    const rows = policy.subarray(model.rowStart[s], model.rowStart[s + 1])
    random.dirichlet(new Float64Array(rows.length).fill(1), rows)
  }
  return policy
}

/** Values by sweeping the definition, and by nothing that is tested here. */
export function sweepValue(model: Model, policy: Float64Array, gamma: number): Float64Array {
  let value = new Float64Array(model.stateCount)
  for (let sweep = 0; sweep < Math.ceil(Math.log(1e-15) / Math.log(gamma)); sweep++) {
    const next = new Float64Array(model.stateCount)
    for (let s = 0; s < model.stateCount; s++)
      for (let row = model.rowStart[s]!; row < model.rowStart[s + 1]!; row++)
        next[s]! += policy[row]! * rowValueOf(model, row, gamma, value)
    value = next
  }
  return value
}

export function rowValueOf(model: Model, row: number, gamma: number, value: Float64Array): number {
  let next = 0
  for (let e = model.entryStart[row]!; e < model.entryStart[row + 1]!; e++)
    next += model.probability[e]! * value[model.successor[e]!]!
  return model.reward[row]! + gamma * next
}

/** A pure policy as probabilities of rows. */
export function asShares(model: Model, policy: Int32Array): Float64Array {
  const shares = new Float64Array(model.action.length)
  for (const row of policy) shares[row] = 1
  return shares
}

/** All pure policies. */
export function* allPolicies(model: Model): Generator<Int32Array> {
  const policy = model.rowStart.slice(0, model.stateCount)
  for (;;) {
    yield policy.slice()
    let s = 0
    while (s < model.stateCount && policy[s]! + 1 === model.rowStart[s + 1]) {
      policy[s] = model.rowStart[s]!
      s++
    }
    if (s === model.stateCount) return
    policy[s]!++
  }
}

/** A made-up sales funnel with exact answers: 咨询 展示 试驾 报价 签约 交付 售后 流失. */
export const funnel = modelOf(
  8,
  [
    ...rowsOf(0, [
      { 0: 0.5, 1: 0.2, 7: 0.3 },
      { 0: 0.25, 1: 0.55, 7: 0.2 },
    ]),
    ...rowsOf(1, [
      { 1: 0.3, 2: 0.3, 7: 0.4 },
      { 1: 0.2, 2: 0.55, 7: 0.25 },
    ]),
    ...rowsOf(2, [
      { 2: 0.2, 3: 0.5, 7: 0.3 },
      { 2: 0.1, 3: 0.65, 7: 0.25 },
    ]),
    ...rowsOf(3, [
      { 3: 0.3, 4: 0.3, 7: 0.4 },
      { 3: 0.1, 4: 0.6, 7: 0.3 },
      { 3: 0.1, 4: 0.7, 7: 0.2 },
    ]),
    ...rowsOf(4, [{ 5: 0.95, 7: 0.05 }]),
    ...rowsOf(5, [{ 6: 1 }]),
    ...rowsOf(6, [
      { 0: 0.05, 6: 0.8, 7: 0.15 },
      { 0: 0.15, 6: 0.8, 7: 0.05 },
    ]),
    ...rowsOf(7, [{ 7: 1 }]),
  ],
  [
    [0, 0, -20],
    [0, 1, -120],
    [1, 0, -50],
    [1, 1, -300],
    [2, 0, -100],
    [2, 1, -400],
    [3, 1, -2000],
    [3, 2, -5000],
    [5, 0, 12000],
    [6, 1, -150],
  ],
)

function rowsOf(state: number, actions: readonly Record<number, number>[]): TransitionCount[] {
  return actions.flatMap((row, action) =>
    Object.entries(row).map(([next, p]): TransitionCount => [state, action, Number(next), p]),
  )
}
