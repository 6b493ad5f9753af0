import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reached } from './asking.ts'
import type { Who } from './row.ts'
import { rows } from './rows.ts'
import type { Mark } from './sights.ts'
import { type Heard, listen, listening, until } from './streams.ts'
import { leaksIn } from './traces.ts'
import { nameOf, type Place, type Walker, walkers } from './walkers.ts'
import { clientOf, makerOf, ownerAt, type World } from './world.ts'

const nouns = ['sales', 'customers', 'leads', 'vehicles'] as const
type Noun = (typeof nouns)[number]
const heardAt: readonly Place[] = ['mine', 'colleagues', 'neighbours', 'far']

/** Live is one more way to read: each hears of what they may open, and of nothing else. */
export function liveWalk(at: () => World): void {
  describe('the stream of changes', () => {
    const streams = new Map<Walker, Heard>()
    const changed = new Map<string, { noun: Noun; place: Place }>()
    const made: Mark[] = []

    beforeAll(async () => {
      const address = await listening(at())
      await Promise.all(
        walkers.map(async walker => streams.set(walker, await listen(address, clientOf(at(), walker)))),
      )
      await Promise.all(heardAt.map(place => change(at(), place, changed, made)))
      const [root] = [...streams].filter(([walker]) => walker.role === 'manufacturer-manager')
      const all = () => [...changed].every(([topic]) => root?.[1].text().includes(topic))
      expect(await until(all), root?.[1].text()).toBe(true)
    })
    afterAll(() => {
      for (const stream of streams.values()) stream.close()
    })

    it.each(walkers.map(walker => [nameOf(walker), walker] as const))(
      'tells %s of theirs',
      async (_, walker) => {
        const topics = topicsOf(streams.get(walker))
        const told = [...changed].filter(([topic]) => topics.has(topic)).map(([, what]) => what)
        const expected = [...changed.values()].filter(({ noun, place }) => opens(walker, noun, place))
        expect(sorted(told)).toEqual(sorted(expected))
      },
    )

    it.each(walkers.map(walker => [nameOf(walker), walker] as const))(
      'brings %s no id, name or number beyond their reach',
      async (_, walker) => {
        const text = streams.get(walker)?.text() ?? ''
        expect(leaksIn(text, [...at().marks, ...made], walker)).toEqual([])
      },
    )

    it('names a noun only where the reader reads some of it', async () => {
      for (const [walker, stream] of streams)
        for (const { topics, dealerId } of stream.changes())
          for (const noun of nouns.filter(each => topics.includes(each))) {
            const places = reached(whoReads(noun), walker, `GET /api/${noun}/:id`)
            const dealers = places.map(place => at().lots[place].dealerId)
            expect(dealers, `${nameOf(walker)} hears of ${noun}`).toContain(dealerId)
          }
    })

    it('tells an analyst nothing of any sale, customer, lead or car', () => {
      for (const walker of walkers.filter(each => each.role === 'analyst'))
        expect(streams.get(walker)?.text()).not.toMatch(/sales|customers|leads|vehicles/)
    })
  })
}

/** A new sale, its customer and car, and a lead: whatever is said of them is said now. */
async function change(
  world: World,
  place: Place,
  changed: Map<string, { noun: Noun; place: Place }>,
  made: Mark[],
): Promise<void> {
  const maker = makerOf(world, place)
  const ownerId = ownerAt(maker, place) ?? ''
  const sale = await maker.sale(ownerId, 'showing')
  const lead = await maker.lead(ownerId)
  const say = (noun: Noun, kind: Mark['kind'], id: string) => {
    changed.set(`${noun}:${id}`, { noun, place })
    made.push({ kind, place, what: `one of the ${noun}`, text: id })
  }
  say('sales', 'sale', sale.id)
  say('customers', 'customer', sale.customer.id)
  say('vehicles', 'car', sale.car.id)
  say('leads', 'lead', lead.id)
}

function whoReads(noun: Noun): Who {
  const row = rows[`GET /api/${noun}/:id`]
  if (row?.kind !== 'record') throw new Error(`no row reads one of the ${noun}`)
  return row.who
}

function opens(walker: Walker, noun: Noun, place: Place): boolean {
  return reached(whoReads(noun), walker, `GET /api/${noun}/:id`).includes(place)
}

function topicsOf(stream: Heard | undefined): Set<string> {
  return new Set(stream?.changes().flatMap(({ topics }) => topics))
}

function sorted(those: readonly { noun: Noun; place: Place }[]): string[] {
  return [...new Set(those.map(({ noun, place }) => `${noun} ${place}`))].sort()
}
