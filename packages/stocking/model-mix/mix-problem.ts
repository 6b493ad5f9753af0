/** A trim that may be stocked. */
export interface Trim {
  readonly name: string
  /** money that a unit ties up, ≥ 0; currency */
  readonly unitCost: number
  /** [most units] expected profit of the first unit, the second, …; never rising (see marginalProfits) */
  readonly marginalProfits: ArrayLike<number>
  /** parking bays that a unit takes, ≥ 0; default 1 */
  readonly baysPerUnit?: number
  /** units that must be taken, such as a maker's quota; default 0 */
  readonly minUnits?: number
  /** default: as many as marginalProfits has */
  readonly maxUnits?: number
}

export interface MixLimits {
  /** floor-plan money; currency */
  readonly budget?: number
  /** parking bays for all units */
  readonly parkingBays?: number
  /** most different trims: each that is stocked is shown in a bay of its own */
  readonly displayBays?: number
  /** fewest different trims */
  readonly minVariety?: number
  /** bounds of the whole order, in units */
  readonly minUnits?: number
  readonly maxUnits?: number
}

export type LimitName = keyof MixLimits

/** A trim as the programme sees it. */
export interface MixTrim {
  readonly name: string
  readonly unitCost: number
  readonly bays: number
  readonly minUnits: number
  /** [most units] */
  readonly profits: Float64Array
}

/** @throws RangeError or TypeError that names the trim or the limit, and its value */
export function readTrims(trims: readonly Trim[]): MixTrim[] {
  const names = new Set<string>()
  return trims.map((trim, index) => {
    if (names.has(trim.name)) throw new TypeError(`trim ${index}: "${trim.name}" is listed twice`)
    names.add(trim.name)
    return readTrim(trim)
  })
}

function readTrim(trim: Trim): MixTrim {
  const { name, unitCost, baysPerUnit = 1, minUnits = 0 } = trim
  const profits = Float64Array.from(trim.marginalProfits)
  const maxUnits = trim.maxUnits ?? profits.length
  for (const [field, value] of Object.entries({ unitCost, baysPerUnit }))
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`trim "${name}": ${field} is ${value}: give a finite number, 0 or more`)
  for (const [field, value] of Object.entries({ minUnits, maxUnits }))
    if (!Number.isInteger(value) || value < 0)
      throw new RangeError(`trim "${name}": ${field} is ${value}: give a whole number, 0 or more`)
  if (maxUnits > profits.length)
    throw new RangeError(
      `trim "${name}": maxUnits is ${maxUnits}, but marginalProfits has ${profits.length} units`,
    )
  if (minUnits > maxUnits)
    throw new RangeError(
      `trim "${name}": minUnits ${minUnits} is above the ${maxUnits} units that may be taken`,
    )
  for (let k = 0; k < maxUnits; k++) {
    if (!Number.isFinite(profits[k]!))
      throw new RangeError(`trim "${name}": marginalProfits ${k} is ${profits[k]}: give a finite number`)
    if (k > 0 && profits[k]! > profits[k - 1]! + 1e-9 * Math.abs(profits[k - 1]!))
      throw new RangeError(
        `trim "${name}": marginalProfits ${k} is ${profits[k]}, above the ${profits[k - 1]} before it: they must not rise`,
      )
  }
  return { name, unitCost, bays: baysPerUnit, minUnits, profits: profits.slice(0, maxUnits) }
}

/** In the order in which they are read and named. */
export const limitNames = [
  'budget',
  'parkingBays',
  'displayBays',
  'minVariety',
  'minUnits',
  'maxUnits',
] as const satisfies readonly LimitName[]

/** @throws RangeError that names the limit */
export function readLimits(limits: MixLimits): MixLimits {
  for (const name of limitNames) {
    const value = limits[name]
    if (value !== undefined && !(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`${name} is ${value}: give a finite number, 0 or more, or leave it out`)
  }
  return limits
}
