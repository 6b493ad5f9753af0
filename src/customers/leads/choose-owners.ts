import { findSellersAtWork } from '../../network/absences/absences.sql.ts'
import type { AssignmentMode } from '../../network/store-rules/store-rules.contract.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { countOpenLeads, keepTurn, lockRota } from './rotas.sql.ts'
import { leastLoaded, nextInTurn } from './rotation.rules.ts'

/** The owners of so many new leads, in their order, by the store's rota; none when nobody is at work.
 *  Deterministic: the same people, loads and last turn give the same owners.
 *  @param today the store's business date */
export async function chooseOwners(
  tx: Tx,
  dealerId: string,
  mode: Exclude<AssignmentMode, 'by-hand'>,
  today: string,
  count: number,
): Promise<string[]> {
  if (count === 0) return []
  let last = await lockRota(tx, dealerId)
  const people = await findSellersAtWork(tx, dealerId, today)
  const loads = mode === 'least-load' ? await countOpenLeads(tx, dealerId, people) : new Map<string, number>()
  const chosen: string[] = []
  while (chosen.length < count) {
    const next = mode === 'least-load' ? leastLoaded(people, loads, last) : nextInTurn(people, last)
    if (next === undefined) return []
    loads.set(next, (loads.get(next) ?? 0) + 1)
    chosen.push(next)
    last = next
  }
  if (last !== null) await keepTurn(tx, dealerId, last, count)
  return chosen
}
