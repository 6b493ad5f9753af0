import type { Model } from '../model.ts'

/** @throws RangeError unless 0 ≤ gamma < 1 */
export function checkDiscount(gamma: number): void {
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(
      `gamma is ${gamma}; discounting needs 0 ≤ gamma < 1. For gamma = 1 take the total or average reward.`,
    )
}

/** @throws RangeError unless epsilon is above zero */
export function checkEpsilon(epsilon: number): number {
  if (!(epsilon > 0 && epsilon < Infinity))
    throw new RangeError(`epsilon is ${epsilon}; it must be a number above 0.`)
  return epsilon
}

/** A copy of a value to start from, or zeros.
 *  @throws TypeError unless it has one number for each state; RangeError that names the state whose is not finite */
export function startValue(model: Model, initialValue: Float64Array | undefined): Float64Array {
  if (!initialValue) return new Float64Array(model.stateCount)
  return checkStateValues('initialValue', model, initialValue).slice()
}

export function checkStateValues(name: string, model: Model, values: Float64Array): Float64Array {
  if (values.length !== model.stateCount)
    throw new TypeError(`${name} has ${values.length} numbers; the model has ${model.stateCount} states.`)
  values.forEach((value, state) => {
    if (!Number.isFinite(value)) throw new RangeError(`${name} of state ${state} is ${value}.`)
  })
  return values
}
