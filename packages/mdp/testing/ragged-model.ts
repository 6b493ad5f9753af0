import fc from 'fast-check'
import type { Model } from '../model.ts'

/** [state][action] → reward and successors with weights. */
export type Rows = readonly (readonly {
  readonly reward: number
  readonly successors: readonly (readonly [number, number])[]
}[])[]

/** Processes of 1 to 12 states with 1 to 4 actions and 1 to 5 entries each: absorbing states, duplicates in a row and
 *  entries of probability zero occur. */
export function raggedModels(reward: fc.Arbitrary<number>): fc.Arbitrary<Model> {
  return fc.integer({ min: 1, max: 12 }).chain(stateCount => {
    const entry = fc.tuple(fc.integer({ min: 0, max: stateCount - 1 }), fc.integer({ min: 0, max: 8 }))
    const successors = fc.array(entry, { minLength: 1, maxLength: 5 })
    const row = fc.record({ reward, successors })
    const rows = fc.array(row, { minLength: 1, maxLength: 4 })
    return fc.array(rows, { minLength: stateCount, maxLength: stateCount }).map(modelOf)
  })
}

/** Weights become probabilities; a row without any weight goes to each alike. */
export function modelOf(states: Rows): Model {
  const rows = states.flat()
  const entries = rows.flatMap(row => row.successors)
  return {
    stateCount: states.length,
    rowStart: startsOf(states.map(actions => actions.length)),
    action: Int32Array.from(states.flatMap(actions => actions.map((_, a) => a))),
    entryStart: startsOf(rows.map(row => row.successors.length)),
    successor: Int32Array.from(entries, ([successor]) => successor),
    probability: Float64Array.from(rows.flatMap(row => probabilitiesOf(row.successors))),
    reward: Float64Array.from(rows, row => row.reward),
  }
}

function probabilitiesOf(successors: readonly (readonly [number, number])[]): number[] {
  const total = successors.reduce((sum, [, weight]) => sum + weight, 0)
  return successors.map(([, weight]) => (total > 0 ? weight / total : 1 / successors.length))
}

function startsOf(counts: readonly number[]): Int32Array {
  const starts = new Int32Array(counts.length + 1)
  counts.forEach((count, at) => {
    starts[at + 1] = starts[at]! + count
  })
  return starts
}
