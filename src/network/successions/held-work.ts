import type { Tx } from '../../platform/server/database/connect.ts'
import type { Call } from '../../platform/server/http/route.ts'
import type { Successors } from './successors.ts'

/** How much a person holds. */
export interface WorkCounts {
  readonly customers: number
  /** open ones */
  readonly leads: number
  /** those that are still sold */
  readonly sales: number
  /** due with those sales */
  readonly followUps: number
}

/** The part of a call that handing over needs. */
export type Succeeding = Pick<
  Call<unknown>,
  'tx' | 'scope' | 'actor' | 'now' | 'newId' | 'requestId' | 'announce' | 'services'
>

/** What a slice above keeps for people: it says how much, and gives it to others when they leave. */
export interface HeldWork {
  readonly count: (tx: Tx, staffId: string) => Promise<Partial<WorkCounts>>
  /** In the caller's transaction. @returns what was handed over */
  readonly handOver: (
    call: Succeeding,
    staffId: string,
    successors: Successors,
  ) => Promise<Partial<WorkCounts>>
}

export async function countWork(tx: Tx, held: readonly HeldWork[], staffId: string): Promise<WorkCounts> {
  const counts: Partial<WorkCounts>[] = []
  for (const each of held) counts.push(await each.count(tx, staffId))
  return together(counts)
}

export function together(counts: readonly Partial<WorkCounts>[]): WorkCounts {
  const sum = (key: keyof WorkCounts) => counts.reduce((total, each) => total + (each[key] ?? 0), 0)
  return {
    customers: sum('customers'),
    leads: sum('leads'),
    sales: sum('sales'),
    followUps: sum('followUps'),
  }
}
