import { daysBetween } from '../../platform/business-date.ts'

/** When each of the three clocks of rule 12 started; null when not known or not started. */
export interface AgeClocks {
  manufacturedOn: string | null
  networkSince: string | null
  receivedOn: string | null
}

export interface Ages {
  manufactureDays: number | null
  networkDays: number | null
  storeDays: number | null
}

/** Days on each clock on a business date; a clock that has not started by then reads null, never 0.
 *  @example agesOf({ manufacturedOn: '2026-01-01', networkSince: null, receivedOn: '2026-01-31' }, '2026-02-01')
 *           // { manufactureDays: 31, networkDays: null, storeDays: 1 } */
export function agesOf(clocks: AgeClocks, today: string): Ages {
  return {
    manufactureDays: daysSince(clocks.manufacturedOn, today),
    networkDays: daysSince(clocks.networkSince, today),
    storeDays: daysSince(clocks.receivedOn, today),
  }
}

/** A transfer stops the store clock until the car is received; the other two run on. */
export function clocksAfterTransfer(clocks: AgeClocks, receivedOn: string | null): AgeClocks {
  return { ...clocks, receivedOn }
}

function daysSince(start: string | null, today: string): number | null {
  if (start === null || start > today) return null
  return daysBetween(start, today)
}
