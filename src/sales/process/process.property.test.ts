import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ActionKind, type Actor, actionKinds, SaleAction } from './action.contract.ts'
import { apply, replay } from './apply.rules.ts'
import { decide } from './decide.rules.ts'
import { defaultDefinition } from './default-definition.rules.ts'
import { SaleEvent } from './event.contract.ts'
import { balanceOf } from './ledger.rules.ts'
import { possibleActions } from './possible.rules.ts'
import type { Moment, ProcessDefinition } from './process.contract.ts'
import { endStages, type Sale } from './sale.contract.ts'
import { later, noon, people, sample } from './sale.fixtures.ts'
import { nextDriveStep } from './test-drive-readiness.rules.ts'
import { expectSound } from './testing/sound-sale.ts'
import { changed, suited } from './testing/suited-actions.ts'

// A new seed each run; FORECOURT_SEED=… repeats one.
const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 2_147_483_647)
const runs = 400
/** More than the others: some actions stand at the end of a long way. */
const walks = 800
console.info(`sale process properties: seed ${seed}, ${runs} sequences`)

const definitions: ProcessDefinition[] = [
  defaultDefinition,
  { ...defaultDefinition, lossNeedsReview: false, nextFollowUpRequired: false },
  {
    ...defaultDefinition,
    checks: [
      { stage: 'contract', check: 'showing-recorded' },
      { stage: 'contract', check: 'quote-sent' },
      { stage: 'contract', check: 'customer-known' },
      { stage: 'after-sales', check: 'test-drive-returned' },
    ],
  },
]
const actors: Actor[] = Object.values(people)

interface Step {
  actor: number
  pick: number
  /** 0: takes back or ends; 1–3: brings nearer to the end; 4–5: goes on with a test drive; 6–7: anything possible,
   *  or of a delivered sale: 0–5 nearer to the end, 6–7 takes back, by who may do all of it;
   *  else anything at all. */
  bent: number
  change: number
  hours: number
}
const step: fc.Arbitrary<Step> = fc.record({
  actor: fc.nat(actors.length + 5),
  pick: fc.nat(10_000),
  bent: fc.nat(9),
  change: fc.nat(40),
  hours: fc.nat(30),
})

const accepted = new Map<ActionKind, number>()
let tried = 0

test('whatever people try, history, money and stages hold', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 45, maxLength: 80 }),
      fc.nat(definitions.length - 1),
      fc.boolean(),
      (steps, which, isImported) => {
        const definition = pickOf(definitions, which)
        const opener = isImported ? 'import-sale' : 'open-inquiry'
        const first = decide(definition, null, sample(opener, null, {}, openerOf(isImported)), noon)
        if ('refusal' in first) throw new Error(first.refusal.code)
        const history = [...first.events]
        let sale = first.sale
        let now = noon
        for (const each of steps) {
          now = later(each.hours, now)
          const action = SaleAction.parse(chosen(definition, sale, each, now))
          const decision = decide(definition, sale, action, now)
          tried += 1
          if ('refusal' in decision) continue
          accepted.set(action.kind, (accepted.get(action.kind) ?? 0) + 1)
          expectLegal(definition, sale, decision.events)
          history.push(...decision.events)
          expect(decision.events.reduce<Sale>(apply, sale)).toEqual(decision.sale)
          sale = decision.sale
          expectSound(sale)
        }
        expect(replay(history)).toEqual(sale)
        expect(replay(history.map(event => SaleEvent.parse(JSON.parse(JSON.stringify(event)))))).toEqual(sale)
      },
    ),
    { seed, numRuns: walks },
  )
})

test('the walk reaches every action, and is not refused too often', () => {
  const total = [...accepted.values()].reduce((sum, count) => sum + count, 0)
  expect(total / tried).toBeGreaterThan(0.3)
  console.info(`accepted ${total} of ${tried}:`, Object.fromEntries(accepted))
  const rare = actionKinds.filter(kind => kind !== 'open-inquiry' && (accepted.get(kind) ?? 0) < 8)
  expect(rare).toEqual([])
})

test('what is said to be possible is accepted, and what is not is refused for the reason given', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.nat(definitions.length - 1),
      fc.constantFrom(...actors.filter(actor => actor.kind === 'staff')),
      (steps, which, actor) => {
        const definition = pickOf(definitions, which)
        const { sale, now } = walked(definition, steps)
        for (const possibility of possibleActions(definition, sale, actor, now)) {
          const { kind, item } = possibility
          const action = suited(kind, sale, actor, now, item)
          const decision = decide(definition, sale, action, now)
          if (possibility.possible) expect('refusal' in decision && decision.refusal).toBe(false)
          else expect(decision).toEqual({ refusal: possibility.refusal })
        }
      },
    ),
    { seed, numRuns: runs },
  )
})

test('an ended sale takes notes and gives money back, after a hand-over takes calls and an owner, or is taken back as a mistake, and refuses everyone the rest', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 40, maxLength: 80 }),
      fc.nat(definitions.length - 1),
      (steps, which) => {
        const definition = pickOf(definitions, which)
        const { sale, now } = walked(definition, steps)
        fc.pre(endStages.includes(sale.stage))
        for (const actor of actors) {
          for (const kind of actionKinds) {
            const decision = decide(definition, sale, sample(kind, sale, {}, actor, now), now)
            if ('refusal' in decision) continue
            const taken =
              sale.stage === 'after-sales'
                ? ['write-note', 'record-contact', 'assign-owner', 'complete-reminder', 'take-back-delivery']
                : ['write-note']
            expect([...taken, ...moneyBack]).toContain(kind)
            expect(decision.sale.stage).toBe(kind === 'take-back-delivery' ? 'delivery' : sale.stage)
          }
        }
      },
    ),
    { seed, numRuns: runs },
  )
})

function openerOf(isImported: boolean): Actor {
  return isImported ? people.importer : people.dealerManager
}

function pickOf<T>(choices: readonly T[], pick: number): T {
  return choices[pick % choices.length]!
}

function chosen(definition: ProcessDefinition, sale: Sale, each: Step, now: Moment): SaleAction {
  if (each.bent === 3) {
    const dealing = negotiation(definition, sale, each, now)
    if (dealing) return dealing
  }
  const isRare = sale.delivery !== null && each.bent < 8 // so few are delivered that no chance to go on is wasted
  const actor = (isRare ? undefined : actors[each.actor]) ?? people.dealerManager
  // A note may always be written: if it always were, of a sale that ended nothing else would be heard.
  const open = possibleActions(definition, sale, actor, now)
    .filter(({ possible }) => possible)
    .filter(({ kind }) => kind !== 'write-note' || sale.sequence % 7 === 0)
  const gentle = open.filter(({ kind }) => !harsh.includes(kind))
  const wanted = wantedOf(sale, each, now)
  const isPaid = !balanceOf(sale).dueMinor
  const preferred = open.filter(({ kind }) => wanted.includes(kind) && !(isPaid && kind === 'record-payment'))
  if (each.bent > 7 || gentle.length === 0) {
    const kinds = unattended[actor.kind] ?? actionKinds
    return changed(suited(pickOf(kinds, each.pick), sale, actor, now), each.change)
  }
  const final = preferred.filter(({ kind }) => finalSteps.includes(kind))
  const from = [final, preferred, gentle].find(choices => choices.length > 0) ?? gentle
  const { kind, item } = pickOf(from, each.pick)
  return changed(suited(kind, sale, actor, now, item), each.change)
}

function wantedOf(sale: Sale, { bent }: Step, now: Moment): readonly ActionKind[] {
  if (sale.delivery) return bent < 6 ? towardsTheEnd : harsh
  if (bent === 0) return harsh
  if (bent < 4) return towardsTheEnd
  return bent < 6 ? driving(sale, now) : []
}

/** Asking for more than one may give, and the answer: by the owner, or by a manager. */
function negotiation(
  definition: ProcessDefinition,
  sale: Sale,
  each: Step,
  now: Moment,
): SaleAction | undefined {
  const owner = [people.consultant, people.colleague].find(({ id }) => id === sale.ownerId)
  const isAsked = sale.approvals.some(({ state }) => state === 'pending')
  const dealers = [owner, isAsked ? people.dealerManager : owner, people.salesManager]
  const actor = pickOf(dealers, each.pick) ?? people.dealerManager
  const found = possibleActions(definition, sale, actor, now)
    .filter(({ possible, kind }) => possible && negotiating.includes(kind))
    .map(({ kind }) => kind)
  if (found.includes('accept-counter-offer')) return suited('accept-counter-offer', sale, actor, now)
  const kinds = found.length > 1 ? found.filter(kind => kind !== 'draft-quote') : found
  return kinds.length > 0 ? suited(pickOf(kinds, each.pick >> 2), sale, actor, now) : undefined
}

/** So few come as far as these that whoever may take one does. */
const finalSteps: readonly ActionKind[] = ['deliver', 'take-back-delivery', 'hand-over', 'complete-reminder']
const towardsTheEnd: readonly ActionKind[] = [
  'complete-reminder',
  'start-test-drive',
  'return-test-drive',
  'sign-contract',
  'match-car',
  'mark-item',
  'inspect-car',
  'sign-checklist',
  'record-payment',
  'deliver',
  'hand-over',
  'confirm-loss',
  'decline-loss',
]
const negotiating: readonly ActionKind[] = [
  'draft-quote',
  'request-approval',
  'give-approval',
  'refuse-approval',
  'counter-offer',
  'accept-counter-offer',
  'withdraw-approval',
]
/** What may still be done for the customer's money after the end. */
const moneyBack: readonly ActionKind[] = [
  'request-refund',
  'approve-refund',
  'refuse-refund',
  'pay-refund',
  'reverse-payment',
]
/** A drive takes six steps one after another: by chance alone hardly one would be talked over at the end. */
function driving(sale: Sale, now: Moment): readonly ActionKind[] {
  const next = sale.testDrives.map(drive => nextDriveStep(drive, now.at.slice(0, 10)))
  const furthest = driveSteps.findLast(step => next.includes(step))
  return [furthest ?? 'book-test-drive']
}
const driveSteps = [
  'check-licence',
  'sign-agreement',
  'start-test-drive',
  'return-test-drive',
  'record-feedback',
] as const
// Taken back or ended seldom, so that long lives are walked too.
const harsh: readonly ActionKind[] = [
  'propose-loss',
  'cancel-sale',
  'unmark-item',
  'reverse-payment',
  'cancel-test-drive',
  'miss-test-drive',
  'swap-car',
  'unmatch-car',
  'leave-waitlist',
  'take-back-delivery',
]
const unattended: Partial<Record<Actor['kind'], readonly ActionKind[]>> = {
  system: ['expire-reservation', 'miss-test-drive', 'offer-car', 'offer-car'],
  import: ['import-sale'],
}

function walked(definition: ProcessDefinition, steps: readonly Step[]): { sale: Sale; now: Moment } {
  const first = decide(definition, null, sample('open-inquiry', null), noon)
  if ('refusal' in first) throw new Error(first.refusal.code)
  let sale = first.sale
  let now = noon
  for (const each of steps) {
    now = later(each.hours, now)
    const decision = decide(definition, sale, chosen(definition, sale, each, now), now)
    if (!('refusal' in decision)) sale = decision.sale
  }
  return { sale, now }
}

function expectLegal(definition: ProcessDefinition, before: Sale, events: readonly SaleEvent[]): void {
  for (const event of events) {
    expect(definition.stages).toContain(event.stageAfter)
    const moves = definition.transitions.some(
      ({ from, to }) => from.includes(event.stageBefore ?? before.stage) && to === event.stageAfter,
    )
    const isImport = event.action === 'sale-imported'
    const isBack = event.action === 'delivery-taken-back'
    expect(moves || isImport || isBack || event.stageBefore === event.stageAfter).toBe(true)
    const isMoneyBack = event.action.startsWith('refund-') || event.action === 'payment-reversed'
    if (event.stageBefore && endStages.includes(event.stageBefore) && !isImport && !isMoneyBack)
      expect(event.stageBefore === 'after-sales' ? afterHandOver : ['note-written']).toContain(event.action)
    expect(SaleEvent.parse(event)).toEqual(event)
  }
}

const afterHandOver = [
  'note-written',
  'contact-recorded',
  'owner-assigned',
  'reminder-completed',
  'delivery-taken-back',
]
