import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../testing/product-server.ts'
import { aboutNothing, ask, isLetIn, reached } from './asking.ts'
import { contentOf } from './content.ts'
import { missingId, type Question, type RecordRow, type Row, type WriteRow } from './row.ts'
import { rows, rowsOf, unwalked } from './rows.ts'
import { comparable, leaksIn, textOf } from './traces.ts'
import { keyWalkers, nameOf, type Place, places, type Walker, walkers } from './walkers.ts'
import { clientOf, makeWorld, type World } from './world.ts'

/** Every route × every role × own, foreign and missing ids. What is expected is written in the rows. */
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.server.close())

describe('the table of routes', () => {
  it('has a row for every route of the router, and no other', () => {
    const routed = world.server.app.routeList.map(({ method, url }) => `${method} ${url}`)
    const walked = routed.filter(route => !unwalked.some(each => each.test(route)))
    expect(walked.toSorted()).toEqual(Object.keys(rows).toSorted())
  })

  it('holds the same endpoints as the OpenAPI document', async () => {
    const { paths } = (await world.server.stranger().send('GET', '/api/openapi.json')).body as {
      paths: Record<string, object>
    }
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        method => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, (_, name) => `:${name}`)}`,
      ),
    )
    expect(documented.toSorted()).toEqual(Object.keys(rows).toSorted())
  })

  it('asks nothing of the routes beside: they are open and hold no record', async () => {
    for (const url of ['/livez', '/readyz', '/api/openapi.json', '/api/docs/problems']) {
      const answer = await world.server.stranger().send('GET', url)
      expect(leaksIn(answer.text, world.marks, null), url).toEqual([])
    }
  })
})

describe('nobody', () => {
  it.each(Object.entries(rows))('is stopped at %s, whatever is asked for', async (route, row) => {
    const questions = questionsOf(row)
    if (questions.length === 0) return
    const answers = await Promise.all(questions.map(each => ask(world.server.stranger(), route, each)))
    expectAlike(answers, 401, 'nobody')
  })

  it.each(rowsOf('public'))('is answered at %s as far as it is public', async (route, row) => {
    const answer = await ask(world.server.stranger(), route, row.ask())
    expect(answer.status, answer.text).toBe(row.status)
  })
})

describe('a list', () => {
  it.each(rowsOf('list'))('%s holds what each reader reaches and nothing else', async (route, row) => {
    await forEveryone(async (walker, client) => {
      for (const [index, questionOf] of row.ask.entries())
        for (const place of row.perLot ? places : [null]) {
          const question = questionOf(world, world.lots[place ?? 'mine'])
          const answer = await ask(client, route, question)
          const told = `${nameOf(walker)} asks ${question.url}: ${answer.text.slice(0, 300)}`
          const text = await cleanText(answer, walker, told)
          const isIn = isLetIn(row.who, walker, route)
          expect(answer.status, told).toBe(isIn ? 200 : 403)
          const within = reached(row.who, walker, route).filter(each => !place || each === place)
          for (const each of within)
            expectShown(text, row.shows(world.lots[each], { place: each, role: walker.role, index }), told)
        }
    })
  })
})

describe('a record', () => {
  it.each(rowsOf('record'))('%s is shown within reach; elsewhere it is as if missing', async (route, row) => {
    await forEveryone(async (walker, client) => {
      const within = reached(row.who, walker, route)
      const refused: Answer[] = []
      for (const [place, question] of questionsAt(row)) {
        const answer = await ask(client, route, question)
        const told = `${nameOf(walker)} at ${place}: ${answer.text.slice(0, 300)}`
        const text = await cleanText(answer, walker, told)
        if (!place || !within.includes(place)) refused.push(answer)
        else {
          expect(answer.status, told).toBe(200)
          expectShown(text, row.shows(world.lots[place]), told)
        }
      }
      expectAlike(refused, isLetIn(row.who, walker, route) ? 404 : 403, nameOf(walker))
    })
  })
})

describe('a write', () => {
  let before: Record<string, string>
  beforeAll(async () => {
    before = await contentOf(world.server)
  })

  it.each(rowsOf('write'))('%s out of reach is as if on nothing', async (route, row) => {
    await forEveryone(async (walker, client) => {
      const within = reached(row.who, walker, route)
      const refused: Answer[] = []
      for (const [place, question] of questionsAt(row)) {
        if (place && within.includes(place)) continue
        const answer = await ask(client, route, question)
        await cleanText(answer, walker, `${nameOf(walker)} at ${place}`)
        refused.push(answer)
      }
      expectAlike(refused, within.length > 0 ? 404 : 403, nameOf(walker))
    })
  })

  it('out of reach has changed nothing', async () => {
    expect(await contentOf(world.server)).toEqual(before)
  })

  it.each(rowsOf('write'))('%s within reach happens', async (route, row) => {
    const each = row.inTurn ? inTurn : forEveryone
    await each(async (walker, client) => {
      const within = reached(row.who, walker, route)
      const place = (row.at ?? furthest).find(each => within.includes(each))
      if (!place) return
      const answer = await ask(client, route, await row.make(world, place, walker))
      const told = `${nameOf(walker)} at ${place}: ${answer.status} ${answer.text}`
      const code = row.refuses?.[walker.role]
      if (code) return expect((answer.body as { code?: string }).code, told).toBe(code)
      expect(answer.status, told).toBeLessThan(300)
      expect(await isOnRecord(answer, walker), `${told} left no trace`).toBe(true)
    })
  })
})

describe("one's own", () => {
  it.each(rowsOf('self'))('%s is open to whoever is signed in', async (route, row) => {
    await forEveryone(async (walker, shared) => {
      const client = row.ends && !walker.scopes ? await world.server.signedIn(walker.username) : shared
      const answer = await ask(client, route, row.ask(world, walker))
      const told = `${nameOf(walker)}: ${answer.status} ${answer.text}`
      const text = await cleanText(answer, walker, told)
      if (walker.scopes && row.session) return expect(answer.status, told).toBe(403)
      if (row.code) expect((answer.body as { code?: string }).code, told).toBe(row.code)
      else expect(answer.status, told).toBe(row.status)
      expectShown(text, row.shows?.(walker) ?? [], told)
      if (row.ends) expect((await client.send('GET', '/api/me')).status, told).toBe(401)
    })
  })

  it.each(rowsOf('personal'))("%s: another's is as if it were missing", async (route, row) => {
    const others = ['d1.colleague', 'd2.consultant', 'groupmanager']
    const foreign = await Promise.all(
      others.map(
        async name => [name, await row.make(world, await world.server.signedIn(name), name)] as const,
      ),
    )
    await forEach(walkers, async (walker, client) => {
      const ids = foreign.filter(([name]) => name !== walker.username).map(([, id]) => id)
      const refused = await Promise.all([...ids, missingId].map(id => ask(client, route, row.ask(id))))
      expectAlike(refused, 404, nameOf(walker))
      const own = await ask(client, route, row.ask(await row.make(world, client, walker.username)))
      expect(own.status, `${nameOf(walker)} ${own.text}`).toBeLessThan(300)
    })
  })
})

/** The furthest first: who reaches the neighbour's is not tried on their own. */
const furthest: readonly Place[] = ['far', 'neighbours', 'colleagues', 'mine', 'pool']

async function forEach(
  those: readonly Walker[],
  walk: (walker: Walker, client: Browser) => Promise<unknown>,
): Promise<void> {
  await Promise.all(those.map(walker => walk(walker, clientOf(world, walker))))
}

function forEveryone(walk: (walker: Walker, client: Browser) => Promise<unknown>): Promise<void> {
  return forEach([...walkers, ...keyWalkers], walk)
}

async function inTurn(walk: (walker: Walker, client: Browser) => Promise<unknown>): Promise<void> {
  for (const walker of walkers) await walk(walker, clientOf(world, walker))
}

/** The questions of a row about each lot, and about nothing. */
function questionsAt(row: RecordRow | WriteRow): [Place | null, Question][] {
  const tried = row.kind === 'write' ? (row.beyond ?? places) : places
  const questions = tried.map(place => [place, row.ask(world.lots[place], world)] as const)
  const found = questions.filter((each): each is readonly [Place, Question] => each[1] !== null)
  const nothing = 'nothing' in row ? row.nothing : found[0] && aboutNothing(found[0][1])
  return [
    ...found.map(([place, question]): [Place, Question] => [place, question]),
    ...(nothing ? [[null, nothing] as [null, Question]] : []),
  ]
}

function questionsOf(row: Row): Question[] {
  switch (row.kind) {
    case 'record':
    case 'write':
      return questionsAt(row).map(([, question]) => question)
    case 'list':
      return row.ask.map(questionOf => questionOf(world, world.lots.mine))
    case 'self':
      return walkers.slice(0, 1).map(walker => row.ask(world, walker))
    case 'personal':
      return [row.ask(missingId)]
    case 'stream':
      return [{ url: '/api/events/stream' }]
    default:
      return []
  }
}

/** @returns what the answer says, having made sure that nothing in it is beyond its reader */
async function cleanText(answer: Answer, reader: Walker, told: string): Promise<string> {
  const text = await textOf(answer)
  expect(leaksIn(text, world.marks, reader), told).toEqual([])
  return text
}

function expectShown(text: string, parts: readonly (string | undefined)[], told: string): void {
  const absent = parts.filter(part => part !== undefined && !text.includes(part))
  expect(absent, `not shown: ${told}`).toEqual([])
}

function expectAlike(answers: readonly Answer[], status: number, who: string): void {
  expect([...new Set(answers.map(answer => answer.status))], who).toEqual(answers.length > 0 ? [status] : [])
  expect(new Set(answers.map(comparable)).size, who).toBeLessThanOrEqual(1)
}

/** The log says who did it. */
async function isOnRecord({ headers }: Answer, { username }: Walker): Promise<boolean> {
  const line = await world.server.owner
    .selectFrom('audit')
    .innerJoin('staff', 'staff.id', 'audit.staff_id')
    .select('audit.id')
    .where('audit.request_id', '=', String(headers['x-request-id']))
    .where('staff.username', '=', username)
    .executeTakeFirst()
  return line !== undefined
}
