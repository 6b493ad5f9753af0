/** What every function of the package asks of its numbers; each refusal names the field, the value and the cure. */

export function requireFinite(field: string, value: number): number {
  if (typeof value !== 'number') throw new TypeError(`${field} is ${describe(value)}: give a number`)
  if (!Number.isFinite(value)) throw new RangeError(`${field} is ${value}: give a finite number`)
  return value
}

export function requirePositive(field: string, value: number): number {
  if (requireFinite(field, value) <= 0) throw new RangeError(`${field} is ${value}: give a number above 0`)
  return value
}

export function requireNonNegative(field: string, value: number): number {
  if (requireFinite(field, value) < 0) throw new RangeError(`${field} is ${value}: give 0 or more`)
  return value
}

export function requireWhole(field: string, value: number): number {
  if (!Number.isSafeInteger(requireFinite(field, value)))
    throw new RangeError(`${field} is ${value}: give a whole number`)
  return value
}

export function requireProbability(field: string, value: number): number {
  if (requireFinite(field, value) < 0 || value > 1)
    throw new RangeError(`${field} is ${value}: give a probability from 0 to 1`)
  return value
}

/** An answer beyond the range of numbers is none. */
export function requireFiniteAnswer(field: string, value: number): number {
  if (!Number.isFinite(value))
    throw new RangeError(
      `${field} comes out as ${value}: the inputs are too large or too small; choose other units`,
    )
  return value
}

/** Each entry finite and not negative, and at least one of them. */
export function requireNonNegatives(field: string, values: ArrayLike<number>): void {
  if (values.length === 0) throw new RangeError(`${field} is empty: give at least one number`)
  for (let i = 0; i < values.length; i++) requireNonNegative(`${field}[${i}]`, values[i]!)
}

function describe(value: unknown): string {
  return value === null ? 'null' : value === undefined ? 'missing' : JSON.stringify(value)
}
