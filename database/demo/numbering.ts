import { humanNumber, type NumberKind } from '../../src/platform/server/counters.sql.ts'
import { dateOf } from './calendar.ts'

/** The human numbers of a dealer, counted as its counters count them. */
export interface Numbering {
  next(kind: NumberKind, at: number): string
  /** Where the counters of a live store go on from. */
  counters(): { kind: NumberKind; year: number; last: number }[]
}

export function startNumbering(): Numbering {
  const last = new Map<string, { kind: NumberKind; year: number; last: number }>()
  return {
    next: (kind, at) => {
      const year = Number(dateOf(at).slice(0, 4))
      const counter = last.get(`${kind} ${year}`) ?? { kind, year, last: 0 }
      counter.last += 1
      last.set(`${kind} ${year}`, counter)
      return humanNumber(kind, year, counter.last)
    },
    counters: () => [...last.values()],
  }
}
