import type { Model } from '../model.ts'

/** The same model in arrays of its own, as somebody would hand it over who does not know of allocateModel. */
export function plainCopy({ stateCount, ...arrays }: Model): Model {
  return {
    stateCount,
    rowStart: Int32Array.from(arrays.rowStart),
    action: Int32Array.from(arrays.action),
    entryStart: Int32Array.from(arrays.entryStart),
    successor: Int32Array.from(arrays.successor),
    probability: Float64Array.from(arrays.probability),
    reward: Float64Array.from(arrays.reward),
  }
}
