import { requireFinite, requireNonNegative, requireWhole } from '../inputs.ts'

/** An interest rate and the first day it holds, as `2026-01-31`. */
export interface DatedRate {
  readonly from: string
  /** share per year, such as 0.065 */
  readonly annualRate: number
}

/** From this age on, a car loses this much of its value a day, or at once when it reaches the age. */
export interface DepreciationStep {
  readonly fromAgeDays: number
  /** money per day from this age until the next step; default 0 */
  readonly perDay?: number
  /** money lost on the day this age is reached; default 0 */
  readonly once?: number
}

export interface HoldingTerms {
  /** money that the floor plan has lent on the car */
  readonly principal: number
  /** the day the car came, as `2026-01-31`; its age is 0 then */
  readonly receivedOn: string
  /** ascending by date; the first holds also before its date */
  readonly rates: readonly DatedRate[]
  /** days from arrival without interest; default 0 */
  readonly freeDays?: number
  /** days of a year by the floor plan's contract, 360 or 365; default 365 */
  readonly daysOfYear?: number
  /** ascending by age */
  readonly depreciation?: readonly DepreciationStep[]
  /** money per day for the bay, insurance and care, from the first day on; default 0 */
  readonly upkeepPerDay?: number
}

export interface HoldingCost {
  readonly interest: number
  readonly depreciation: number
  readonly upkeep: number
  readonly total: number
}

/** What a car costs from one age to another: simple floor-plan interest at the rate of each day once the free days are
 *  over, depreciation by age, and upkeep. Days fromAge … toAge - 1 are paid, so neighbouring stretches add up.
 *  @param fromAge days since it came, whole ≥ 0  @param toAge days, whole ≥ fromAge
 *  @returns money  @throws RangeError naming the field or entry. O(rates + steps).
 *  @example
 *  const rates = [{ from: '2026-01-01', annualRate: 0.06 }, { from: '2026-03-01', annualRate: 0.05 }]
 *  const terms = { principal: 100_000, receivedOn: '2026-01-10', rates, freeDays: 30, daysOfYear: 360 }
 *  holdingCost(terms, 0, 60).total // ≈ 472.22
 */
export function holdingCost(terms: HoldingTerms, fromAge: number, toAge: number): HoldingCost {
  const { principal, freeDays = 0, daysOfYear = 365, upkeepPerDay = 0 } = terms
  requireNonNegative('principal', principal)
  requireNonNegative('freeDays', requireWhole('freeDays', freeDays))
  if (daysOfYear !== 360 && daysOfYear !== 365)
    throw new RangeError(`daysOfYear is ${daysOfYear}: give 360 or 365, as the contract says`)
  requireNonNegative('upkeepPerDay', upkeepPerDay)
  requireNonNegative('fromAge', requireWhole('fromAge', fromAge))
  if (requireWhole('toAge', toAge) < fromAge)
    throw new RangeError(`toAge ${toAge} is before fromAge ${fromAge}`)
  const interest = (principal / daysOfYear) * sumRates(terms, Math.max(fromAge, freeDays), toAge)
  const depreciation = sumDepreciation(terms.depreciation ?? [], fromAge, toAge)
  const upkeep = upkeepPerDay * (toAge - fromAge)
  return { interest, depreciation, upkeep, total: interest + depreciation + upkeep }
}

/** The largest discount today that is not worse than waiting for a buyer at the full price: what keeping the car costs
 *  until then. It holds for sales that waiting only delays; the chance that it finds no buyer at all comes on top.
 *  @param age days since it came  @param furtherDays days until it would sell at its price, whole ≥ 0
 *  @returns money  @throws RangeError as `holdingCost`. O(rates + steps).
 *  @example
 *  const rates = [{ from: '2026-01-01', annualRate: 0.073 }]
 *  const depreciation = [{ fromAgeDays: 90, perDay: 25 }]
 *  breakEvenDiscount({ principal: 150_000, receivedOn: '2026-01-10', rates, depreciation }, 75, 30) // ≈ 1275
 */
export function breakEvenDiscount(terms: HoldingTerms, age: number, furtherDays: number): number {
  requireNonNegative('furtherDays', requireWhole('furtherDays', furtherDays))
  return holdingCost(terms, age, age + furtherDays).total
}

/** Σ of the annual rate over the days, rate by rate. */
function sumRates({ rates, receivedOn }: HoldingTerms, fromAge: number, toAge: number): number {
  if (rates.length === 0) throw new RangeError('rates is empty: give at least one { from, annualRate }')
  const arrival = readDay('receivedOn', receivedOn)
  const starts = rates.map(({ from }, i) => readDay(`rates[${i}].from`, from) - arrival)
  let sum = 0
  for (let i = 0; i < rates.length; i++) {
    requireNonNegative(`rates[${i}].annualRate`, rates[i]!.annualRate)
    if (i > 0 && starts[i]! <= starts[i - 1]!)
      throw new RangeError(
        `rates[${i}].from is ${rates[i]!.from}, not after the rate before it: sort them by date`,
      )
    const from = i === 0 ? fromAge : Math.max(fromAge, starts[i]!)
    sum += rates[i]!.annualRate * Math.max(0, Math.min(toAge, starts[i + 1] ?? toAge) - from)
  }
  return sum
}

function sumDepreciation(steps: readonly DepreciationStep[], fromAge: number, toAge: number): number {
  let sum = 0
  for (let i = 0; i < steps.length; i++) {
    const { fromAgeDays, perDay = 0, once = 0 } = steps[i]!
    requireNonNegative(`depreciation[${i}].fromAgeDays`, fromAgeDays)
    requireFinite(`depreciation[${i}].perDay`, perDay)
    requireFinite(`depreciation[${i}].once`, once)
    if (i > 0 && fromAgeDays <= steps[i - 1]!.fromAgeDays)
      throw new RangeError(`depreciation[${i}].fromAgeDays is ${fromAgeDays}: sort the steps by age`)
    const until = Math.min(toAge, steps[i + 1]?.fromAgeDays ?? toAge)
    sum += perDay * Math.max(0, until - Math.max(fromAge, fromAgeDays))
    if (fromAgeDays >= fromAge && fromAgeDays < toAge) sum += once
  }
  return sum
}

/** Days since 1970 of a calendar date. */
function readDay(field: string, date: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date)
    throw new RangeError(`${field} is ${JSON.stringify(date)}: give a calendar date such as 2026-01-31`)
  return at / 86_400_000
}
