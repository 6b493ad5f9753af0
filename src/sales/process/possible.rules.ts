import { businessDate } from '../../platform/business-date.ts'
import { type ActionKind, type Actor, actionKinds } from './action.contract.ts'
import type { Moment, ProcessDefinition } from './process.contract.ts'
import type { Possibility } from './refusal.contract.ts'
import { mayAct, roleFor } from './rights.rules.ts'
import { MarkedItem, type Sale } from './sale.contract.ts'
import { forbidden, standingRefusal } from './standing.rules.ts'

/** What a person may do with a sale now, and why the rest may not be done. "Possible" means that nothing
 *  stands in the way but what will be entered: `decide` asks the same first.
 *  @param sale null: a sale that is still to be opened */
export function possibleActions(
  process: ProcessDefinition,
  sale: Sale | null,
  actor: Actor,
  now: Moment,
): Possibility[] {
  if (sale === null) return [openingPossibility(actor)]
  const scene = { process, sale, actor, now, today: businessDate(now.at, now.timeZone) }
  return candidates.map(({ kind, item }) => {
    const refusal = standingRefusal(scene, kind, item)
    const subject = item ? { kind, item } : { kind }
    return refusal ? { ...subject, possible: false, refusal } : { ...subject, possible: true }
  })
}

/** What people do to an open sale, delivery items one by one. */
const candidates: readonly { kind: ActionKind; item?: MarkedItem }[] = actionKinds
  .filter(kind => kind !== 'open-inquiry')
  .flatMap((kind): { kind: ActionKind; item?: MarkedItem }[] =>
    kind === 'mark-item' || kind === 'unmark-item'
      ? MarkedItem.options.map(item => ({ kind, item }))
      : roleFor(kind)
        ? [{ kind }]
        : [],
  )

function openingPossibility(actor: Actor): Possibility {
  const kind = 'open-inquiry'
  if (mayAct(actor, null, kind)) return { kind, possible: true }
  return { kind, possible: false, refusal: forbidden(kind) }
}
