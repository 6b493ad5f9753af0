import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Contract } from '../platform/contract.ts'
import type { Answer } from '../testing/product-server.ts'
import { ask, reached } from './asking.ts'
import { cleanText, forEach } from './expecting.ts'
import { foreignId, idsIn, withId } from './named-ids.ts'
import { missingId, type WriteRow } from './row.ts'
import { rows, rowsOf } from './rows.ts'
import { comparable, textOf } from './traces.ts'
import { nameOf, type Place, type Walker, walkers } from './walkers.ts'
import type { World } from './world.ts'

/** Ids that are not in the address: in a body or a query, each is as foreign as there. */
export function walkNamedIds(at: () => World): void {
  describe('an id named in a body', () => {
    it.each(rowsOf('write'))('%s: what is foreign is as if it were missing', async (route, row) => {
      const contract = contractOf(at(), route)
      if (!contract.body || contract.body === 'upload') return
      const paths = idsIn(contract.body as z.ZodType)
      await forEach(at(), strangersTo(row, route), async (walker, client) => {
        // One will do for all: what is refused has changed nothing.
        const question = await row.make(at(), placeOf(row, walker, route), walker)
        for (const path of paths) {
          const field = String(path.findLast(part => typeof part === 'string'))
          const answers: Answer[] = []
          for (const id of [...foreignIds(at(), field, walker, row, route), missingId]) {
            const body = withId(contract, question.body ?? {}, path, id)
            answers.push(await ask(client, route, { ...question, body }))
          }
          const told = `${nameOf(walker)} ${path.join('.')}: ${answers.map(each => each.text).join('\n')}`
          for (const answer of answers) {
            await cleanText(at(), answer, walker, told)
            expect(answer.status, told).toBeGreaterThanOrEqual(400)
            expect(answer.status, told).toBeLessThan(500)
          }
          expect(new Set(answers.map(withoutIds)).size, told).toBe(1)
        }
      })
    })
  })

  describe('an id named in a query', () => {
    const asked = Object.entries(rows).filter(([, { kind }]) => kind === 'list')
    it.each(asked)('%s: a filter by what is foreign finds nothing', async (route, row) => {
      const { query } = contractOf(at(), route)
      if (!query || row.kind !== 'list') return
      const readers = walkers.filter(
        walker => walker.node !== 'M' && reached(row.who, walker, route).length > 0,
      )
      await forEach(at(), readers, async (walker, client) => {
        for (const [field] of idsIn(query as z.ZodType).filter(path => path.length > 0)) {
          const foreign = foreignId(at(), String(field), walker.node === 'D1' ? 'neighbours' : 'far')
          if (foreign === null || reached(row.who, walker, route).includes('far')) continue
          const { url } = row.ask[0]!(at(), at().lots.mine)
          const texts = []
          for (const id of [foreign, missingId]) {
            const answer = await ask(client, route, { url: narrowed(url, String(field), id) })
            expect(answer.status, `${nameOf(walker)} ${url} ${field} ${answer.text}`).toBe(200)
            await cleanText(at(), answer, walker, `${nameOf(walker)} ${url} by ${field}`)
            texts.push(await textOf(answer))
          }
          expect(texts[0], `${nameOf(walker)} ${url} by ${field}`).toBe(texts[1])
        }
      })
    })
  })
}

/** The same question about what is named, whether it named something before or not. */
function narrowed(url: string, field: string, id: string): string {
  const { pathname, searchParams } = new URL(url, 'http://store.test')
  searchParams.set(field, id)
  return `${pathname}?${searchParams}`
}

function contractOf({ server }: World, route: string): Contract {
  const found = server.app.routeList.find(({ method, url }) => `${method} ${url}` === route)?.contract
  if (!found) throw new Error(`${route} has no contract`)
  return found
}

/** Who reaches the least of those in a store that are let in, and who of those above them. */
function strangersTo({ who }: WriteRow, route: string): Walker[] {
  const isIn = (walker: Walker) => reached(who, walker, route).length > 0
  const ofStore = walkers.find(walker => walker.node === 'D1' && isIn(walker))
  const ofRegion = walkers.find(walker => walker.node === 'R1' && isIn(walker))
  return [ofStore, ofRegion].filter(walker => walker !== undefined)
}

function placeOf(row: WriteRow, walker: Walker, route: string): Place {
  const within = reached(row.who, walker, route)
  return (row.at ?? ['mine', 'pool']).find(place => within.includes(place)) ?? 'mine'
}

/** Whose a record is counts as far as one's own reach; at other stores it is foreign to all of a store. */
const personal = new Set(['customerId', 'leadId', 'contactPointId', 'quoteId'])

function foreignIds(world: World, field: string, walker: Walker, row: WriteRow, route: string): string[] {
  const isOwnOnly = !reached(row.who, walker, route).includes('colleagues')
  const where: Place[] = walker.node === 'R1' ? ['far'] : ['neighbours']
  if (isOwnOnly && personal.has(field)) where.push('colleagues')
  return where.flatMap(place => foreignId(world, field, place) ?? [])
}

function withoutIds(answer: Answer): string {
  return comparable(answer).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
}
