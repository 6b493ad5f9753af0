import type { LimitName, MixLimits, MixTrim } from './mix-problem.ts'

export interface MixConflict {
  /** the limits that no mix keeps */
  readonly limits: readonly LimitName[]
  /** a sentence for people */
  readonly reason: string
}

/** Looks for a limit that even the mix that is easiest on it breaks. What only several limits together rule out is left
 *  to the solver.
 *  @returns null: each limit can be kept by itself */
export function findConflict(trims: readonly MixTrim[], limits: MixLimits): MixConflict | null {
  const { minVariety = 0, minUnits = 0 } = limits
  const forcedTrims = trims.filter(trim => trim.minUnits > 0)
  const variety = trims.filter(trim => trim.profits.length > 0).length
  const units = trims.reduce((sum, trim) => sum + trim.profits.length, 0)
  if (variety < minVariety)
    return conflict('minVariety', `asks for ${minVariety} different trims, and ${variety} may be stocked`)
  if (units < minUnits)
    return conflict('minUnits', `asks for ${minUnits} units, and ${units} may be taken of all trims together`)
  const forced = Math.max(minVariety, forcedTrims.length)
  if (limits.displayBays !== undefined && forced > limits.displayBays)
    return conflict('displayBays', `is ${limits.displayBays}, and at least ${forced} trims must be stocked`)
  const least = {
    budget: leastUse(trims, limits, trim => trim.unitCost),
    parkingBays: leastUse(trims, limits, trim => trim.bays),
    maxUnits: leastUse(trims, limits, () => 1),
  }
  for (const name of ['budget', 'parkingBays', 'maxUnits'] as const) {
    const limit = limits[name]
    if (limit !== undefined && least[name] > limit * (1 + 1e-12))
      return conflict(name, `is ${limit}, and the units that must be taken need at least ${least[name]}`)
  }
  return null
}

function conflict(limit: LimitName, reason: string): MixConflict {
  return { limits: [limit], reason: `${limit} ${reason}` }
}

/** What the required units, the cheapest further trims up to the variety, and the cheapest further units up to the
 *  order's minimum need: a lower bound that is exact when variety or minimum stands alone. */
function leastUse(trims: readonly MixTrim[], limits: MixLimits, use: (trim: MixTrim) => number): number {
  const { minVariety = 0, minUnits = 0 } = limits
  const required = trims.reduce((sum, trim) => sum + trim.minUnits * use(trim), 0)
  const stocked = trims.filter(trim => trim.minUnits > 0).length
  const fresh = trims.filter(trim => trim.minUnits === 0 && trim.profits.length > 0).map(use)
  const further = trims.flatMap(trim => Array<number>(trim.profits.length - trim.minUnits).fill(use(trim)))
  const taken = trims.reduce((sum, trim) => sum + trim.minUnits, 0)
  return required + Math.max(sumSmallest(fresh, minVariety - stocked), sumSmallest(further, minUnits - taken))
}

function sumSmallest(values: readonly number[], count: number): number {
  const smallest = values.toSorted((a, b) => a - b).slice(0, Math.max(0, Math.ceil(count)))
  return smallest.reduce((sum, value) => sum + value, 0)
}
