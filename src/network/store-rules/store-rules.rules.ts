import { normaliseCreditCode } from '../organisations/credit-code.rules.ts'
import type { Holiday, Hours, OwnRules, StoreRules, Week } from './store-rules.contract.ts'

const dayShift: Hours = { opens: '09:00', closes: '18:00' }

/** What holds where nobody has said anything. */
export const defaultRules: StoreRules = {
  week: [dayShift, dayShift, dayShift, dayShift, dayShift, dayShift, dayShift],
  holidays: [],
  firstResponseMinutes: 30,
  warnAtPercent: 70,
  assignment: 'by-hand',
  recycleDays: 0, // nothing is taken from anybody before the store says so
  heldLeadsMax: 100,
  heldCustomersMax: 2000,
  legalName: '',
  taxNumber: '',
  bankAccount: '',
  address: '',
  telephone: '',
}

/** The rules in force: each from the nearest organisation that says something of it; holidays day by day.
 *  @param documents from the root down */
export function effectiveRules(documents: readonly OwnRules[]): StoreRules {
  const merged: StoreRules = Object.assign({}, defaultRules, ...documents)
  return { ...merged, holidays: mergedHolidays(documents.map(({ holidays }) => holidays ?? [])) }
}

function mergedHolidays(lists: readonly (readonly Holiday[])[]): Holiday[] {
  const byDay = new Map(lists.flat().map(holiday => [holiday.day, holiday]))
  return [...byDay.values()].sort((one, other) => (one.day < other.day ? -1 : 1))
}

export interface RuleFinding {
  readonly path: string
  readonly code: 'empty-hours' | 'overlapping-hours' | 'never-open' | 'twice' | 'credit-code'
}

/** What cannot hold: hours that run into the next day's, no opening at all, a day named twice, a code that does
 *  not check. */
export function findingsOf({ week, holidays, taxNumber }: OwnRules): RuleFinding[] {
  return [
    ...(week ? findingsOfWeek(week) : []),
    ...findingsOfHolidays(holidays ?? []),
    ...findingsOfTaxNumber(taxNumber ?? ''),
  ]
}

/** Of 18 characters it is a credit code, whose last one checks the others; others are a state's own business. */
function findingsOfTaxNumber(taxNumber: string): RuleFinding[] {
  const isWrong = taxNumber.length === 18 && normaliseCreditCode(taxNumber) === null
  return isWrong ? [{ path: 'taxNumber', code: 'credit-code' }] : []
}

function findingsOfWeek(week: Week): RuleFinding[] {
  if (week.every(hours => hours === null)) return [{ path: 'week', code: 'never-open' }]
  return week.flatMap((hours, index): RuleFinding[] => {
    if (!hours) return []
    if (isEmpty(hours)) return [{ path: `week.${index}`, code: 'empty-hours' }]
    const next = week[(index + 1) % 7]
    const runsOver = hours.closes < hours.opens && next && hours.closes > next.opens
    return runsOver ? [{ path: `week.${index}`, code: 'overlapping-hours' }] : []
  })
}

function findingsOfHolidays(holidays: readonly Holiday[]): RuleFinding[] {
  const seen = new Set<string>()
  return holidays.flatMap(({ day, hours }, index): RuleFinding[] => {
    if (seen.has(day)) return [{ path: `holidays.${index}`, code: 'twice' }]
    seen.add(day)
    return hours && isEmpty(hours) ? [{ path: `holidays.${index}`, code: 'empty-hours' }] : []
  })
}

/** Of equal times only midnight to midnight says something: open all day. */
function isEmpty({ opens, closes }: Hours): boolean {
  return opens === closes && opens !== '00:00'
}
