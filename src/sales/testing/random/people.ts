import fc from 'fast-check'
import { expect } from 'vitest'
import { businessDate } from '../../../platform/business-date.ts'
import type { Sale } from '../../process/sale.contract.ts'
import { choicesFor, type Goal, type Plan, planFor, sentKinds, type View } from './plan.ts'
import { asShown, type Knowledge, requestFor, type StepRequest } from './requests.ts'
import { actorOf, newest, posts, type Stores, send, storeCodes, timeZone } from './stores.ts'
import { readSales, receiveCar, type World, welcome } from './world.ts'

/** What a person goes by: mostly what was done least so far, sometimes whatever is possible, sometimes nothing. */
const aims = ['rarest', 'rarest', 'rarest', 'rarest', 'rarest', 'possible', 'possible', 'wild'] as const
/** `twice`: the same request two times at once; `stale`: on what has changed since. */
const ways = ['plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'twice', 'stale'] as const

const step = fc.record({
  post: fc.constantFrom(...posts),
  aim: fc.constantFrom(...aims),
  how: fc.constantFrom(...ways),
  sale: fc.nat(20),
  choose: fc.nat(2 ** 31 - 1),
  random: fc.nat(2 ** 31 - 1),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const peopleAtOnce = 4
const stepsPerPerson = 5
export const sequence = fc.record({
  code: fc.constantFrom(...storeCodes),
  people: fc.array(fc.array(step, { minLength: 2, maxLength: stepsPerPerson }), {
    minLength: peopleAtOnce,
    maxLength: peopleAtOnce,
  }),
})

/** One person's steps, one after the other, among three others'. */
export async function act(stores: Stores, world: World, steps: readonly Step[]): Promise<void> {
  for (const each of steps) {
    const view = await look(stores, world, each)
    const { goal, plan } = await aimOf(stores, world, each, view)
    if (!plan) continue
    const known = knowledgeOf(stores, world, { view, sale: plan.sale, random: each.random })
    const work = async () => take(stores, world, { how: each.how, plan, known: await known })
    await stores.tally.aiming(goal, () => atHand(world, plan.sale, work))
  }
}

interface Aim {
  readonly goal: Goal | null
  readonly plan: Pick<Plan, 'sale' | 'post' | 'choice'> | null
}

async function aimOf(stores: Stores, world: World, each: Step, view: View): Promise<Aim> {
  if (each.aim === 'rarest') return aimAtRarest(stores, world, each, view)
  if (each.aim === 'possible') return { goal: null, plan: anyPossible(stores, world, each, view) }
  const sale = view.sales[0]
  const kind = sentKinds[each.choose % sentKinds.length] ?? 'record-showing'
  return { goal: null, plan: sale ? { sale, post: each.post, choice: { kind } } : null }
}

/** The store as it is, its sales and people in an order of chance. */
async function look(stores: Stores, world: World, { sale, choose }: Step): Promise<View> {
  const sales = await readSales(stores, world)
  const now = stores.server.clock.now()
  return {
    sales: turned(sales, sale),
    people: turned(posts, choose).map(post => ({ post, actor: actorOf(stores, world.code, post) })),
    processOf: ({ processVersion }) => stores.processes[processVersion],
    newest: newest[world.code],
    now,
    moment: { at: now.toISOString(), timeZone },
    today: businessDate(now.toISOString(), timeZone),
  }
}

/** So many goals are looked at before a person gives up; in their order mostly the first. */
const goalsSeen = 8

async function aimAtRarest(stores: Stores, world: World, each: Step, view: View): Promise<Aim> {
  const goals = stores.tally.goals().slice(passedOver(each.choose))
  // Whose sale nobody else is at now: that people get into each other's way is left to the other aims.
  const free = { ...view, sales: view.sales.filter(({ id }) => !world.inHand.get(id)) }
  for (const goal of goals.slice(0, goalsSeen)) {
    const plan = planFor(goal, free)
    if (plan) return { goal, plan }
  }
  const [goal] = goals
  if (goal && (await welcome(stores, world, goal))) {
    const plan = planFor(goal, await look(stores, world, each))
    return { goal, plan }
  }
  return { goal: null, plan: null }
}

/** Half of the people take the first goal, a quarter the second, and so on: one that cannot be had holds up no other. */
function passedOver(choose: number): number {
  return Math.clz32(~(choose << 1))
}

/** The wanted sale, or the next one at which this person can do anything. */
function anyPossible(stores: Stores, world: World, { post, choose }: Step, view: View): Aim['plan'] {
  const actor = actorOf(stores, world.code, post)
  for (const sale of view.sales) {
    const choices = choicesFor(view, sale, actor)
    const choice = choices[choose % choices.length]
    if (choice) return { sale, post, choice }
  }
  return null
}

async function atHand(world: World, { id }: Sale, work: () => Promise<void>): Promise<void> {
  world.inHand.set(id, (world.inHand.get(id) ?? 0) + 1)
  try {
    await work()
  } finally {
    world.inHand.set(id, (world.inHand.get(id) ?? 0) - 1)
  }
}

interface Act {
  readonly how: Step['how']
  readonly plan: NonNullable<Aim['plan']>
  readonly known: Knowledge
}

async function take(stores: Stores, world: World, { how, plan, known }: Act): Promise<void> {
  const { sale, post, choice } = plan
  const staffId = stores.server.network.staff[world.code][post]
  const request = requestFor(choice, known)
  const body = await withWhatIsShown(stores, staffId, request)
  const version = how === 'stale' ? sale.sequence - 1 : sale.sequence
  const sent = { staffId, path: request.path, body, version, key: crypto.randomUUID() }
  const answers = await Promise.all((how === 'twice' ? [sent, sent] : [sent]).map(each => send(stores, each)))
  const answer = answers.find(each => each.status === 201) ?? answers[0]
  if (!answer) return
  for (const other of answers) {
    expect(other.status, `${request.path} ${JSON.stringify(other.body)}`).toBeLessThan(500)
    // One of two at once may have met the car in hands that then gave it back: no refusal is kept, so it asks again.
    const retried = answer.status === 201 && other.status !== 201 ? await send(stores, sent) : other
    if (answer.status === 201) expect(retried.body, 'a retry gets the first answer').toEqual(answer.body)
  }
  if (how === 'stale') expect(answer.status, `${request.path} on what has changed since`).not.toBe(201)
  if (answer.status !== 201) return stores.tally.refuse(String(answer.body.code))
  stores.tally.accept(choice.kind)
  const events = answer.body.events as string[]
  world.recorded.set(sale.id, (world.recorded.get(sale.id) ?? 0) + events.length)
}

let km = 10_000
const freeCarsMin = 3

async function knowledgeOf(
  stores: Stores,
  world: World,
  { view, sale, random }: { view: View; sale: Sale; random: number },
): Promise<Knowledge> {
  const holders = new Map<string, string>()
  for (const each of view.sales)
    for (const held of [each.reservation, each.contract, each.delivery])
      if (held?.episodeId) holders.set(held.episodeId, each.id)
  const free = () => world.cars.filter(({ episodeId }) => !holders.has(episodeId))
  if (free().length < freeCarsMin) await receiveCar(stores, world)
  km += 10
  const { consultant, colleague, serviceAdviser } = stores.server.network.staff[world.code]
  return {
    sale,
    cars: world.cars,
    freeCars: free(),
    heldCars: world.cars.filter(({ episodeId }) => ![undefined, sale.id].includes(holders.get(episodeId))),
    staffIds: [consultant, colleague],
    adviserId: serviceAdviser,
    customerId: world.customerId,
    now: view.now,
    km,
    random,
  }
}

/** Whoever signs on the screen has the words on it before, and with them their hash. */
async function withWhatIsShown(
  stores: Stores,
  staffId: string,
  { kind, path, body }: StepRequest,
): Promise<object | undefined> {
  const { signature } = (body ?? {}) as { signature?: { textSha256: string; textLanguage: string } | null }
  if (signature?.textSha256 !== asShown) return body
  const page = kind === 'sign-checklist' ? path.replace('/signature', '') : path
  const shown = await send(stores, {
    staffId,
    method: 'GET',
    path: `${page}?language=${signature.textLanguage}`,
  })
  const text = (shown.body.text ?? shown.body) as { sha256?: string }
  return { ...body, signature: { ...signature, textSha256: text.sha256 ?? '0'.repeat(64) } }
}

/** The same people or sales, beginning with another. */
function turned<T>(all: readonly T[], by: number): T[] {
  const first = all.length === 0 ? 0 : by % all.length
  return [...all.slice(first), ...all.slice(0, first)]
}
