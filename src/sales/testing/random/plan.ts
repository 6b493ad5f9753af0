import type { Post } from '../../../platform/server/testing/test-network.ts'
import { type Actor, actionKinds } from '../../process/action.contract.ts'
import { possibleActions } from '../../process/possible.rules.ts'
import type { Moment, ProcessDefinition } from '../../process/process.contract.ts'
import type { Refusal } from '../../process/refusal.contract.ts'
import { mayAct } from '../../process/rights.rules.ts'
import { MarkedItem, type Sale } from '../../process/sale.contract.ts'
import { standingRefusal } from '../../process/standing.rules.ts'
import { isStep, type StepKind } from '../../steps/step-kind.ts'
import { curesOf } from './obstacles.ts'

export interface Choice {
  readonly kind: StepKind
  readonly item?: MarkedItem
  /** more than its seller may give alone */
  readonly wish?: 'over-limit'
}

/** What a random person aims at: a step, or what happens by itself once people made it due. */
export type Goal = StepKind | 'expire-reservation' | 'offer-car'

/** Kinds that people send; imports and time-outs come from elsewhere. */
export const sentKinds: readonly StepKind[] = actionKinds.filter(isStep)

/** What all people together see of a store. */
export interface View {
  readonly sales: readonly Sale[]
  readonly people: readonly { readonly post: Post; readonly actor: Actor }[]
  readonly processOf: (sale: Sale) => ProcessDefinition | undefined
  /** the version in force: without a newer one there is nothing to move to */
  readonly newest: number
  readonly now: Date
  readonly moment: Moment
  readonly today: string
}

export interface Plan {
  readonly sale: Sale
  readonly post: Post
  readonly choice: Choice
  /** steps from the goal, as far as can be seen */
  readonly distance: number
}

/** Whose step on which sale brings the goal nearest; null when no sale of the store can get there. */
export function planFor(goal: Goal, view: View): Plan | null {
  if (goal === 'offer-car') return planOffer(view)
  if (goal === 'expire-reservation') return planFor('reserve-car', view)
  return nearest(view.sales.map(sale => stepTowards({ kind: goal }, sale, view, [], 0)))
}

/** A car is offered when somebody waits for it and whoever holds it gives it up. */
function planOffer(view: View): Plan | null {
  const waitedFor = view.sales.flatMap(({ waiting }) => (waiting?.offer === null ? [waiting.episodeId] : []))
  const holders = view.sales.filter(({ reservation }) => waitedFor.includes(reservation?.episodeId ?? ''))
  const giving = nearest(holders.map(sale => stepTowards({ kind: 'release-car' }, sale, view, [], 0)))
  if (giving) return giving
  const isAnyHeld = view.sales.some(({ reservation }) => reservation !== null)
  const next: Choice = { kind: isAnyHeld ? 'join-waitlist' : 'reserve-car' }
  return nearest(view.sales.map(sale => stepTowards(next, sale, view, [], 1)))
}

/** What one person could do to a sale now, by the same pure rules that the screen uses. */
export function choicesFor(view: View, sale: Sale, actor: Actor): Choice[] {
  const process = view.processOf(sale)
  if (!process) return []
  return possibleActions(process, sale, actor, view.moment)
    .filter(each => each.possible && mayAct(actor, sale, each.kind, each.item))
    .filter(({ kind }) => kind !== 'move-process' || process.version !== view.newest)
    .filter(({ kind }) => kind !== 'write-note' || isNoteWorthy(sale))
    .flatMap(({ kind, item }) => (isStep(kind) ? [{ kind, ...(item && { item }) }] : []))
}

/** A note may always be written: if it always were, of a sale that ended nothing else would be heard. */
function isNoteWorthy({ sequence }: Sale): boolean {
  return sequence % 7 === 0
}

const stepsSeenAhead = 9

/** The step itself where somebody may take it; else one that removes what the product says is in its way. */
function stepTowards(
  wanted: Choice,
  sale: Sale,
  view: View,
  tried: readonly string[],
  distance: number,
): Plan | null {
  const name = `${wanted.kind} ${wanted.item ?? ''}`
  const process = view.processOf(sale)
  if (!process || tried.includes(name) || tried.length > stepsSeenAhead) return null
  if (wanted.kind === 'move-process' && process.version === view.newest) return null
  const scene = { process, sale, now: view.moment, today: view.today }
  const obstacles = new Map<string, Refusal>()
  for (const { post, actor } of view.people)
    for (const item of itemsOf(wanted)) {
      const refusal = standingRefusal({ ...scene, actor }, wanted.kind, item)
      if (!refusal) return { sale, post, choice: { ...wanted, ...(item && { item }) }, distance }
      obstacles.set(`${refusal.code} ${item ?? ''}`, refusal)
    }
  const plans = [...obstacles.values()].flatMap(refusal => {
    const steps = distance + Math.max(1, Number(refusal.facts.open ?? 1))
    return curesOf(refusal).map(cure => stepTowards(cure, sale, view, [...tried, name], steps))
  })
  return nearest(plans)
}

function itemsOf({ kind, item }: Choice): readonly (MarkedItem | undefined)[] {
  if (kind !== 'mark-item' && kind !== 'unmark-item') return [undefined]
  return item ? [item] : MarkedItem.options
}

/** Of several equally near the first: the caller has mixed the sales and the people. */
function nearest(plans: readonly (Plan | null)[]): Plan | null {
  return plans.reduce((best, plan) => (plan && (!best || plan.distance < best.distance) ? plan : best), null)
}
