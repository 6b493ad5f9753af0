import { describe, expect, it } from 'vitest'
import { buildModel, evaluatePolicy, totalReward } from '../index.ts'
import { gambler } from '../testing/gambler.ts'

describe('mdp-gambler-0.4 and others (Sutton & Barto 2018, example 4.3)', () => {
  it('by bold play where the coin is unfavourable: V(50) = p, V(25) = p², V(75) = p + (1-p) p', () => {
    for (const p of [0.25, 0.4, 0.49]) {
      const { value, converged } = totalReward(gambler(p, 100))
      expect(converged).toBe(true)
      expect([value[25], value[50], value[75]].map(each => each!.toFixed(12))).toEqual(
        [p * p, p, p + (1 - p) * p].map(each => each.toFixed(12)),
      )
    }
    const { value } = totalReward(gambler(0.4, 100))
    expect(value[1]).toBeCloseTo(0.002065624776544184, 12)
    expect(value[99]).toBeCloseTo(0.9643329672271289, 12)
  })

  it('by timid play where it is favourable: (1 - (q/p)ˢ) / (1 - (q/p)¹⁰⁰)', () => {
    const { value } = totalReward(gambler(0.55, 100))
    for (let s = 1; s < 100; s++)
      expect(value[s]).toBeCloseTo((1 - (0.45 / 0.55) ** s) / (1 - (0.45 / 0.55) ** 100), 10)
  })

  it('whatever is done where it is fair: s / goal, also above what elimination solves', () => {
    const { value, converged } = totalReward(gambler(0.5, 24))
    expect(converged).toBe(true)
    for (let s = 0; s < 24; s++) expect(value[s]).toBeCloseTo(s / 24, 10)
  })
})

describe('the total reward', () => {
  it('of the random policy on the 4 × 4 grid is that of Sutton & Barto, figure 4.1', () => {
    const model = grid(4)
    const weight = new Float64Array(model.action.length)
    for (let s = 0; s < 16; s++) {
      const rows = model.rowStart[s + 1]! - model.rowStart[s]!
      weight.fill(1 / rows, model.rowStart[s], model.rowStart[s + 1])
    }
    const { value } = evaluatePolicy(model, weight, { gamma: 1 })
    expect([...value].map(Math.round)).toEqual([
      0, -14, -20, -22, -14, -18, -20, -20, -20, -20, -18, -14, -22, -20, -14, 0,
    ])
  })

  it('of a large grid is minus the steps to the nearer corner', () => {
    const size = 30
    const { value, converged } = totalReward(grid(size))
    expect(converged).toBe(true)
    for (let s = 0; s < size * size; s++) {
      const away = (s % size) + Math.floor(s / size)
      expect(value[s]).toBeCloseTo(-Math.min(away, 2 * size - 2 - away), 9)
    }
  })

  it('may rest where staying costs nothing, rather than pay for the end', () => {
    const transitions = [
      [0, 0, 0, 1],
      [0, 1, 1, 1],
      [2, 0, 0, 1],
    ]
    const rewards = [
      [0, 1, -5],
      [2, 0, -1],
    ]
    const model = buildModel({ nStates: 3, transitions, rewards, absorbing: [1] })
    expect([...totalReward(model).value]).toEqual([0, 0, -1])
  })

  it('starts from a value whose greedy policy is proper, and does without one that is not', () => {
    const model = grid(4)
    const exact = totalReward(model).value
    expect(totalReward(model, { initialValue: exact }).iterations).toBe(1)
    const misleading = new Float64Array(16).map((_, s) => (s === 5 ? 100 : 0))
    expect([...totalReward(model, { initialValue: misleading }).value]).toEqual([...exact])
  })

  it('is refused, and the states are named, where a cycle earns without end', () => {
    const transitions = [
      [0, 0, 1, 1],
      [1, 0, 0, 1],
      [1, 1, 2, 1],
    ]
    const model = buildModel({
      nStates: 3,
      transitions,
      rewards: [
        [0, 0, 3],
        [1, 0, -1],
      ],
      absorbing: [2],
    })
    expect(() => totalReward(model)).toThrow(
      /no end: going round in \{0, 1\} by actions \{0, 0\} earns 1 a step/,
    )
  })

  it('is refused, and a state is named, from which the process cannot end for certain', () => {
    const transitions = [
      [0, 0, 1, 0.5],
      [0, 0, 2, 0.5],
      [2, 0, 2, 1],
    ]
    const model = buildModel({
      nStates: 3,
      transitions,
      rewards: [
        [0, 0, 1],
        [2, 0, -1],
      ],
      absorbing: [1],
    })
    expect(() => totalReward(model)).toThrow(/no proper policy: whatever is done in state 0/)
    expect(() => evaluatePolicy(model, Int32Array.of(0, 1, 2), { gamma: 1 })).toThrow(
      /never leaves the states \{2\}/,
    )
  })
})

/** Steps up, down, left and right cost 1 until one of two opposite corners. */
function grid(size: number) {
  const transitions: number[][] = []
  const clamp = (place: number) => Math.max(0, Math.min(size - 1, place))
  for (let s = 1; s < size * size - 1; s++)
    for (const [a, [dy, dx]] of [
      [-1, 0],
      [1, 0],
      [0, -1],
      [0, 1],
    ].entries()) {
      const [y, x] = [Math.floor(s / size), s % size]
      transitions.push([s, a, clamp(y + dy!) * size + clamp(x + dx!), 1])
    }
  const rewards = transitions.map(([s, a]) => [s!, a!, -1])
  return buildModel({ nStates: size * size, transitions, rewards, absorbing: [0, size * size - 1] })
}
