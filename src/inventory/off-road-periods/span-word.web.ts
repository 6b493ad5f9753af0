import { dateTime } from '../../platform/web/kit/figures.ts'
import type { OffRoadPeriod } from './off-road-periods.contract.ts'
import type { offRoadWords } from './off-road-words.web.ts'

/** '3月2日 09:00 – 3月3日 18:00', or from when on. */
export function spanOf(
  { startsAt, endsAt }: Pick<OffRoadPeriod, 'startsAt' | 'endsAt'>,
  timeZone: string,
  t: typeof offRoadWords,
): string {
  const from = dateTime(startsAt, timeZone)
  return endsAt === null ? t('from', { from }) : t('span', { from, to: dateTime(endsAt, timeZone) })
}
