import { addWorkingTime, type OpeningTimes } from '../../network/store-rules/working-time.rules.ts'

export interface ResponseRules extends OpeningTimes {
  readonly firstResponseMinutes: number
  readonly warnAtPercent: number
}

/** When a lead's owner is warned and when the time for a first response ends, counted in opening hours alone.
 *  Both null where the store does not open. */
export function responseClock(
  rules: ResponseRules,
  receivedAt: string,
): { warnAt: string | null; respondBy: string | null } {
  const whole = rules.firstResponseMinutes * 60_000
  return {
    warnAt: addWorkingTime(rules, receivedAt, Math.round((whole * rules.warnAtPercent) / 100)),
    respondBy: addWorkingTime(rules, receivedAt, whole),
  }
}
