import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import type { TransitionCount } from '../estimate/estimate-model.ts'
import type { Model } from '../model.ts'
import { funnel, modelOf, randomModel, randomPolicy } from '../testing/small-models.ts'
import { absorption } from './absorption.ts'
import { classifyStates } from './classes.ts'
import { makePolicyChain, multiply } from './policy-chain.ts'
import { simulatePath } from './simulate.ts'

/** A gambler who wins each round with chance p, until 0 or `top` coins. */
function ruin(top: number, p: number) {
  const rows: TransitionCount[] = [
    [0, 0, 0, 1],
    [top, 0, top, 1],
  ]
  for (let s = 1; s < top; s++) rows.push([s, 0, s + 1, p], [s, 0, s - 1, 1 - p])
  return modelOf(top + 1, rows)
}
const onlyRow = (count: number) => Int32Array.from({ length: count }, (_, s) => s)
/** the actions 1 1 1 1 0 0 0 0 of the funnel, as rows */
const best = Int32Array.of(1, 3, 5, 7, 9, 10, 11, 13)

/** Every state stays where it is most of the time. */
function slowed(model: Model, stay: number): Model {
  const rows: TransitionCount[] = []
  for (let s = 0; s < model.stateCount; s++) {
    rows.push([s, 0, s, stay])
    for (let e = model.entryStart[s]!; e < model.entryStart[s + 1]!; e++)
      rows.push([s, 0, model.successor[e]!, (1 - stay) * model.probability[e]!])
  }
  return modelOf(model.stateCount, rows)
}

describe('absorption', () => {
  it('is the ruin of the gambler (Feller 1968, XIV.2 and XIV.3)', () => {
    for (const [top, p] of [
      [10, 0.5],
      [12, 0.45],
      [600, 0.55],
    ] as const) {
      const end = absorption(ruin(top, p), onlyRow(top + 1), { targets: [[top], [0]] })
      const q = (1 - p) / p
      for (let i = 0; i <= top; i++) {
        const wins = p === 0.5 ? i / top : (1 - q ** i) / (1 - q ** top)
        const rounds = p === 0.5 ? i * (top - i) : (i - top * wins) / (1 - 2 * p)
        expect(Math.abs(end.probability[0]![i]! - wins)).toBeLessThan(1e-10)
        expect(Math.abs(end.time[i]! - rounds)).toBeLessThan(1e-9 * top * top)
      }
      // steps to neighbours only: factors without fill are exact
      expect(end).toMatchObject({ converged: true, iterations: 1 })
      expect(end.probabilityErrorBound).toBeLessThan(1e-9)
    }
  })

  it('has the variance that walking the distribution forward gives', () => {
    const model = ruin(7, 0.4)
    const { matrix } = makePolicyChain(model, onlyRow(8))
    let alive = Float64Array.of(0, 1, 1, 1, 1, 1, 1, 0) // P(T > t) by start
    const mean = new Float64Array(8)
    const square = new Float64Array(8)
    for (let t = 0; t < 2000; t++) {
      for (let s = 0; s < 8; s++) {
        mean[s]! += alive[s]!
        square[s]! += (2 * t + 1) * alive[s]!
      }
      alive = Float64Array.from(multiply(matrix, alive))
      alive[0] = alive[7] = 0
    }
    const { time, timeVariance } = absorption(model, onlyRow(8))
    for (let s = 0; s < 8; s++) {
      expect(time[s]).toBeCloseTo(mean[s]!, 10)
      expect(timeVariance[s]).toBeCloseTo(square[s]! - mean[s]! ** 2, 8)
    }
  })

  it('says how likely delivery is before loss, and how many days it takes', () => {
    const days = [3, 5, 2, 4, 10, 0, 0, 0]
    const { probability, time, timeGiven } = absorption(funnel, best, { targets: [[5], [7]], duration: days })
    const signed = 0.95
    const quoted = (0.6 / 0.9) * signed
    const driven = (0.65 / 0.9) * quoted
    const shown = (0.55 / 0.8) * driven
    const asked = (0.55 / 0.75) * shown
    ;[asked, shown, driven, quoted, signed, 1].forEach((p, s) => {
      expect(probability[0]![s]).toBeCloseTo(p, 14)
    })
    // after-sales may come back as a new inquiry: 0.05 / 0.2 of the time
    expect(probability[0]![6]).toBeCloseTo(0.25 * asked, 14)
    expect(time[4]).toBeCloseTo(10, 12)
    expect(time[3]).toBeCloseTo((4 + 0.6 * 10) / 0.9, 12)
    expect(timeGiven[0]![3]).toBeCloseTo(4 / 0.9 + 10, 12)
    expect(timeGiven[1]![5]).toBeNull()
  })

  it('is what simulated walks do, within four standard errors', () => {
    const paths = 4000
    const { probability, time, timeVariance } = absorption(funnel, best, { targets: [[5], [7]] })
    let delivered = 0
    let steps = 0
    for (let k = 0; k < paths; k++) {
      const { state } = simulatePath(funnel, best, { seed: k, start: 0, steps: 60 })
      const end = state.findIndex(s => s === 5 || s === 7)
      if (state[end] === 5) delivered++
      steps += end
    }
    const p = probability[0]![0]!
    expect(Math.abs(delivered / paths - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / paths))
    expect(Math.abs(steps / paths - time[0]!)).toBeLessThan(4 * Math.sqrt(timeVariance[0]! / paths))
  })

  it('says how far off it may be when its iteration is cut short', () => {
    const model = slowed(randomModel(5, 900, 1, 2), 0.98)
    const [members] = classifyStates(model, onlyRow(900)).recurrent
    const targets = [members!.slice(0, 4), members!.slice(4, 9)]
    const full = absorption(model, onlyRow(900), { targets })
    let bounded = 0
    for (let iterationsMax = 1; iterationsMax < 40; iterationsMax += 3) {
      const cut = absorption(model, onlyRow(900), { targets, iterationsMax })
      if (cut.converged || cut.probabilityErrorBound === null) continue
      bounded++
      const furthest = (a: Float64Array, b: Float64Array) => Math.max(...a.map((x, s) => Math.abs(x - b[s]!)))
      expect(furthest(cut.probability[0]!, full.probability[0]!)).toBeLessThanOrEqual(
        cut.probabilityErrorBound,
      )
      expect(furthest(cut.time, full.time)).toBeLessThanOrEqual(cut.timeErrorBound! * (1 + 1e-9))
    }
    expect(bounded).toBeGreaterThan(2)
    const none = absorption(model, onlyRow(900), { targets, secondsMax: 0 })
    expect(none).toMatchObject({ probabilityErrorBound: null, timeErrorBound: null, converged: false })
  })

  it('adds durations and their variance', () => {
    const certain = modelOf(3, [
      [0, 0, 1, 1],
      [1, 0, 2, 1],
      [2, 0, 2, 1],
    ])
    const end = absorption(certain, onlyRow(3), { duration: [2, 5, 0], durationVariance: [1, 9, 0] })
    expect([...end.time]).toEqual([7, 5, 0])
    expect([...end.timeVariance]).toEqual([10, 9, 0])
  })

  it('keeps its identities in any chain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 12 }), (seed, size) => {
        const model = randomModel(seed, size, 2, 2)
        const policy = randomPolicy(model, seed)
        const { recurrent, transient } = classifyStates(model, policy)
        const end = absorption(model, policy)
        expect(end.targets).toEqual(recurrent)
        for (let s = 0; s < size; s++) {
          const chance = end.probability.reduce((sum, p) => sum + p[s]!, 0)
          expect(chance).toBeCloseTo(1, 9)
          const whole = end.probability.reduce((sum, p, k) => sum + p[s]! * (end.timeGiven[k]![s] ?? 0), 0)
          expect(whole / Math.max(1, end.time[s]!)).toBeCloseTo(end.time[s]! / Math.max(1, end.time[s]!), 8)
          expect(end.time[s]! > 0).toBe(transient.includes(s))
          expect(end.timeVariance[s]).toBeGreaterThanOrEqual(0)
        }
      }),
      { seed: drawSeed('absorption'), numRuns: 60 },
    )
  })

  it('refuses a walk that may never end, and targets that make no sense', () => {
    const model = modelOf(4, [
      [0, 0, 1, 0.5],
      [0, 0, 3, 0.5],
      [1, 0, 2, 1],
      [2, 0, 1, 1],
      [3, 0, 3, 1],
    ])
    expect(() => absorption(model, onlyRow(4), { targets: [[3]] })).toThrow('states {1, 2} are never left')
    expect(() => absorption(model, onlyRow(4), { targets: [[3], [4]] })).toThrow('group 1: state 4 does not')
    expect(() => absorption(model, onlyRow(4), { targets: [[1, 3], [3]] })).toThrow('state 3 is a target of')
    expect(() => absorption(model, onlyRow(4), { duration: [1, -1, 1, 1] })).toThrow('state 1')
    expect(() => absorption(model, onlyRow(3))).toThrow('one row per state')
    const lone = absorption(modelOf(1, [[0, 0, 0, 1]]), onlyRow(1))
    expect([lone.time[0], lone.probability[0]![0]]).toEqual([0, 1])
  })
})
