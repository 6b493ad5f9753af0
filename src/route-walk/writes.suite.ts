import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../testing/product-server.ts'
import { ask, reached } from './asking.ts'
import { contentOf } from './content.ts'
import { cleanText, expectAlike, forEveryone, inShort, inTurn, questionsAt } from './expecting.ts'
import { rowsOf } from './rows.ts'
import { nameOf, type Place, places, type Walker } from './walkers.ts'
import type { World } from './world.ts'

/** Every write: out of reach nothing happens, within reach it does. */
export function walkWrites(at: () => World): void {
  describe('a write', () => {
    let before: Record<string, string>
    beforeAll(async () => {
      before = await contentOf(at().server)
    })

    it.each(rowsOf('write'))('%s out of reach is as if on nothing', async (route, row) => {
      await forEveryone(at(), async (walker, client) => {
        const within = reached(row.who, walker, route)
        const refused: Answer[] = []
        for (const [place, question] of questionsAt(at(), row, within.length > 0 ? places : inShort)) {
          if (place && within.includes(place)) continue
          const answer = await ask(client, route, question)
          await cleanText(at(), answer, walker, `${nameOf(walker)} at ${place}`)
          refused.push(answer)
        }
        expectAlike(refused, within.length > 0 ? 404 : 403, nameOf(walker))
      })
    })

    it('out of reach has changed nothing', async () => {
      expect(await contentOf(at().server)).toEqual(before)
    })

    it.each(rowsOf('write'))('%s within reach happens', async (route, row) => {
      const each = row.inTurn ? inTurn : forEveryone
      await each(at(), async (walker, client) => {
        const within = reached(row.who, walker, route)
        const place = (row.at ?? furthest).find(each => within.includes(each))
        if (!place) return
        const answer = await ask(client, route, await row.make(at(), place, walker))
        const told = `${nameOf(walker)} at ${place}: ${answer.status} ${answer.text}`
        const code = row.refuses?.[walker.role]
        if (code) return expect((answer.body as { code?: string }).code, told).toBe(code)
        expect(answer.status, told).toBeLessThan(300)
        expect(await isOnRecord(at(), answer, walker), `${told} left no trace`).toBe(true)
      })
    })
  })
}

/** The furthest first: who reaches the neighbour's is not tried on their own. */
const furthest: readonly Place[] = ['far', 'neighbours', 'colleagues', 'mine', 'pool']

/** The log says who did it. */
async function isOnRecord({ server }: World, { headers }: Answer, { username }: Walker): Promise<boolean> {
  const line = await server.owner
    .selectFrom('audit')
    .innerJoin('staff', 'staff.id', 'audit.staff_id')
    .select('audit.id')
    .where('audit.request_id', '=', String(headers['x-request-id']))
    .where('staff.username', '=', username)
    .executeTakeFirst()
  return line !== undefined
}
