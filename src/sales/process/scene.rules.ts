import type { Role } from '../../platform/permissions.ts'
import type { ActionKind, ActionOf, Actor } from './action.contract.ts'
import type { EventName, EventOf } from './event.contract.ts'
import { boundCurrency } from './ledger.rules.ts'
import type { Moment, ProcessDefinition } from './process.contract.ts'
import type { Refusal, RefusalCode } from './refusal.contract.ts'
import type { ContactChannel, Sale, StageCode } from './sale.contract.ts'

/** Everything a decision may look at. */
export interface Scene {
  process: ProcessDefinition
  sale: Sale
  actor: Actor
  now: Moment
  today: string
  /** The stage that the action leads to. */
  to: StageCode
}

/** An event still without its envelope. Without `to` it leaves the stage as it is. */
export type Draft = {
  [A in EventName]: {
    action: A
    facts: Omit<EventOf<A>['facts'], 'v'>
    to?: StageCode
    channel?: ContactChannel | null
  }
}[EventName]

export type Decide<K extends ActionKind> = (scene: Scene, action: ActionOf<K>) => Draft[] | Refusal

export function refuse(
  code: RefusalCode,
  facts: Refusal['facts'] = {},
  more: Pick<Refusal, 'field' | 'owes'> = {},
): Refusal {
  return { code, ...more, facts }
}

export function owedBy(role: Role, item: string): Pick<Refusal, 'owes'> {
  return { owes: [{ item, role }] }
}

/** Where an action leads from a stage; undefined when the process does not allow it there. */
export function targetOf(
  process: ProcessDefinition,
  kind: ActionKind,
  stage: StageCode,
): StageCode | undefined {
  const transition = process.transitions.find(each => each.action === kind && each.from.includes(stage))
  return transition && (transition.to ?? stage)
}

export function currencyRefusal(sale: Sale, currency: string): Refusal | null {
  const bound = boundCurrency(sale)
  if (bound === null || bound === currency) return null
  return refuse('sale.currency-differs', { currency: bound }, { field: 'currency' })
}
