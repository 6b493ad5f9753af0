import type { FastifyInstance } from 'fastify'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { storeDays } from '../sales/asked-sales.ts'
import { readTeam, type Team, type TeamLine } from './team.contract.ts'
import { countProposedLosses, countTeam, type TeamRow } from './team.sql.ts'

export function registerTeam(app: FastifyInstance, services: Services): void {
  route(app, services, readTeam, read)
}

async function read({ tx, scope, query, services, now }: Call<typeof readTeam>): Promise<Team> {
  const { all } = narrowed(scope, query.dealerId)
  const days = await storeDays(all, services, now)
  const rows: TeamRow[] = []
  for (const [dealerId, today] of days) rows.push(...(await countTeam(tx, { dealerId, today, now })))
  const [date = now.toISOString().slice(0, 10)] = days.values()
  return { date, people: peopleOf(rows), lossesProposed: await countProposedLosses(tx, all) }
}

/** Who has the most to catch up with comes first. */
function peopleOf(rows: readonly TeamRow[]): TeamLine[] {
  const people = new Map<string | null, TeamLine>()
  for (const { ownerId, ownerName, stage, count, overdue, stuck, unanswered } of rows) {
    const known = people.get(ownerId) ?? {
      owner: ownerId && ownerName !== null ? { id: ownerId, name: ownerName } : null,
      open: 0,
      stages: [],
      overdue: 0,
      stuck: 0,
      unanswered: 0,
    }
    people.set(ownerId, {
      owner: known.owner,
      open: known.open + count,
      stages: stage ? [...known.stages, { stage, count }] : known.stages,
      overdue: known.overdue + overdue,
      stuck: known.stuck + stuck,
      unanswered: known.unanswered + unanswered,
    })
  }
  const late = (line: TeamLine) => line.overdue + line.stuck + line.unanswered
  return [...people.values()].toSorted((one, other) => late(other) - late(one) || other.open - one.open)
}
