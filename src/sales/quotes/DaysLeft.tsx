import { daysBetween } from '../../platform/business-date.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { quoteWords } from './quotes.words.ts'

/** How long a quote still holds, or since when it no longer does. */
export function DaysLeft({ validUntil, today }: { validUntil: string; today: string }) {
  useWords(quoteWords)
  return (
    <span className={`days-left ${validUntil < today ? 'is-over' : ''}`}>{daysLeft(validUntil, today)}</span>
  )
}

export function daysLeft(validUntil: string, today: string): string {
  const days = daysBetween(today, validUntil)
  if (days === 0) return quoteWords('lastDay')
  return days > 0 ? quoteWords('daysLeft', { count: days }) : quoteWords('expiredSince', { count: 0 - days })
}
