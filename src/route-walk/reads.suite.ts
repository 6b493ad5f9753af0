import { describe, expect, it } from 'vitest'
import type { Answer } from '../testing/product-server.ts'
import { ask, isLetIn, reached } from './asking.ts'
import {
  cleanText,
  expectAlike,
  expectShown,
  forEveryone,
  inShort,
  questionsAt,
  questionsOf,
} from './expecting.ts'
import { rows, rowsOf } from './rows.ts'
import type { Mark } from './sights.ts'
import { nameOf, places } from './walkers.ts'
import type { World } from './world.ts'

/** Every question, asked by nobody and by everybody, about what lies everywhere. */
export function walkReads(at: () => World): void {
  describe('nobody', () => {
    it.each(Object.entries(rows))('is stopped at %s, whatever is asked for', async (route, row) => {
      const questions = questionsOf(at(), row)
      if (questions.length === 0) return
      const answers = await Promise.all(questions.map(each => ask(at().server.stranger(), route, each)))
      expectAlike(answers, 401, 'nobody')
    })

    it.each(rowsOf('public'))('is answered at %s as far as it is public', async (route, row) => {
      const answer = await ask(at().server.stranger(), route, row.ask())
      expect(answer.status, answer.text).toBe(row.status)
    })
  })

  describe('a list', () => {
    it.each(rowsOf('list'))('%s holds what each reader reaches and nothing else', async (route, row) => {
      await forEveryone(at(), async (walker, client) => {
        for (const [index, questionOf] of row.ask.entries())
          for (const place of row.perLot ? places : [null]) {
            const question = questionOf(at(), at().lots[place ?? 'mine'])
            const answer = await ask(client, route, question)
            const told = `${nameOf(walker)} asks ${question.url}: ${answer.text.slice(0, 300)}`
            const reach = reached(row.who, walker, route)
            const isNamed = ({ kind, place: where }: Mark) =>
              row.names?.includes(kind) === true && reach.includes(where)
            const text = await cleanText(at(), answer, walker, told, isNamed)
            const isIn = isLetIn(row.who, walker, route)
            expect(answer.status, told).toBe(isIn ? 200 : 403)
            const within = reach.filter(each => !place || each === place)
            if (isIn && row.counts) {
              const counted = within.filter(each => row.counts?.of(at().lots[each], each))
              expect(row.counts.in(answer.body), told).toBe(counted.length)
            }
            for (const each of within)
              expectShown(text, row.shows(at().lots[each], { place: each, role: walker.role, index }), told)
          }
      })
    })
  })

  describe('a record', () => {
    it.each(rowsOf('record'))(
      '%s is shown within reach; elsewhere it is as if missing',
      async (route, row) => {
        await forEveryone(at(), async (walker, client) => {
          const within = reached(row.who, walker, route)
          const isIn = within.length > 0
          const refused: Answer[] = []
          for (const [place, question] of questionsAt(at(), row, isIn ? places : inShort)) {
            const answer = await ask(client, route, question)
            const told = `${nameOf(walker)} at ${place}: ${answer.text.slice(0, 300)}`
            const text = await cleanText(at(), answer, walker, told)
            const code = row.refuses?.[walker.role]
            if (!place || !within.includes(place)) refused.push(answer)
            else if (code) expect((answer.body as { code?: string }).code, told).toBe(code)
            else {
              expect(answer.status, told).toBe(200)
              expectShown(text, row.shows(at().lots[place]), told)
            }
          }
          expectAlike(refused, isIn ? 404 : 403, nameOf(walker))
        })
      },
    )
  })
}
