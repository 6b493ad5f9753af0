import { addDays } from '../../platform/business-date.ts'

/** The days of a month on which a store works, and how many of them have begun.
 *  @param worksOn whether the store works on a date
 *  @example workingDays('2026-03', '2026-03-10', () => true) // { days: 31, daysBegun: 10 } */
export function workingDays(month: string, today: string, worksOn: (date: string) => boolean) {
  let [days, daysBegun] = [0, 0]
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) {
    if (!worksOn(date)) continue
    days += 1
    if (date <= today) daysBegun += 1
  }
  return { days, daysBegun }
}

export interface Progress {
  /** done ÷ target */
  readonly share: number
  /** what an even pace over the working days would have done by the end of today */
  readonly expected: number
  readonly state: 'reached' | 'on-pace' | 'behind'
}

/** How a target stands; null where there is none, or none to reach. */
export function progressOf(
  done: number,
  target: number | null,
  { days, daysBegun }: { days: number; daysBegun: number },
): Progress | null {
  if (target === null || target === 0) return null
  const expected = days === 0 ? 0 : (target * daysBegun) / days
  const state = done >= target ? 'reached' : done >= Math.floor(expected) ? 'on-pace' : 'behind'
  return { share: done / target, expected, state }
}
