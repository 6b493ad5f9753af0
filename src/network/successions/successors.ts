import { sql } from 'kysely'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'

/** Who takes over: each in turn at every store; whatever belongs to one customer goes to one person. */
export interface Successors {
  readonly toPool: boolean
  /** @param key what must not be separated, such as the customer's id
   *  @throws Problem staff.successor-not-there when none of them works at that store */
  readonly of: (dealerId: string, key: string) => string
}

/** @param ids none: the public pool
 *  @param organisationIds where they may work to be known to the person who chooses
 *  @throws Problem staff.successor-not-there for one who has left, is not known, or is the leaver */
export async function successorsAmong(
  tx: Tx,
  ids: readonly string[],
  organisationIds: readonly string[],
  leaverId: string,
): Promise<Successors> {
  const wanted = [...new Set(ids)]
  const { rows } = await sql<{ id: string; dealerId: string }>`
    select person.id, held.organisation_id as "dealerId" from staff person
      join staff_roles held on held.staff_id = person.id
     where person.id = any(${wanted}::uuid[]) and person.deactivated_at is null
       and held.organisation_id = any(${organisationIds}::uuid[])
     order by person.id for share of person`.execute(tx)
  for (const id of wanted) if (id === leaverId || !rows.some(row => row.id === id)) throw notThere(id)
  return takingTurns(
    wanted.map(id => ({ id, dealerIds: rows.filter(row => row.id === id).map(row => row.dealerId) })),
  )
}

/** The first thing of a store goes to the first who works there, the next to the next. */
export function takingTurns(people: readonly { id: string; dealerIds: readonly string[] }[]): Successors {
  const given = new Map<string, string>()
  const turns = new Map<string, number>()
  return {
    toPool: people.length === 0,
    of: (dealerId, key) => {
      const before = given.get(key)
      if (before) return before
      const there = people.filter(person => person.dealerIds.includes(dealerId))
      const turn = turns.get(dealerId) ?? 0
      const next = there[turn % there.length]
      if (!next) throw notThere(people[0]?.id)
      turns.set(dealerId, turn + 1)
      given.set(key, next.id)
      return next.id
    },
  }
}

function notThere(staffId: string | undefined) {
  return problem(
    'staff.successor-not-there',
    { field: 'successorIds' },
    { internal: `not there: ${staffId}` },
  )
}
