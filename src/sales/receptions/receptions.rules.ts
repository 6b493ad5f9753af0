import type { ProcessDefinition } from '../process/process.contract.ts'
import type { StageCode } from '../process/sale.contract.ts'
import { targetOf } from '../process/scene.rules.ts'
import type { ReceptionKind, ReceptionOutcome } from './receptions.contract.ts'

/** Somebody whom the store knows by the phone. */
export interface Visitor {
  /** null: in the public pool */
  readonly ownerId: string | null
  /** the sale that is still open, if one is */
  readonly sale: { readonly ownerId: string | null } | null
}

/** What becomes of a reception. Whoever leads the team records it on the owner's sale; a consultant on their own,
 *  and a colleague's customer stays the colleague's. */
export function outcomeOf(
  visitor: Visitor | null,
  receiver: { readonly id: string; readonly reachesAll: boolean },
): ReceptionOutcome {
  if (!visitor) return 'opened'
  if (!receiver.reachesAll && isTaken(visitor, receiver.id)) return 'owner-told'
  return visitor.sale ? 'recorded' : 'opened'
}

function isTaken({ ownerId, sale }: Visitor, receiverId: string): boolean {
  if (sale) return sale.ownerId !== receiverId
  return ownerId !== null && ownerId !== receiverId
}

/** A visit is a showing as long as something is shown; later, and by phone, it is a contact. */
export function isShowing(process: ProcessDefinition, kind: ReceptionKind, stage: StageCode): boolean {
  return kind === 'visit' && targetOf(process, 'record-showing', stage) !== undefined
}

/** The source that the way of coming stands for, where the process has it. */
export function sourceOf(process: Pick<ProcessDefinition, 'sources'>, kind: ReceptionKind): string {
  const usual = kind === 'visit' ? 'walk-in' : 'phone'
  return process.sources.includes(usual) ? usual : (process.sources[0] ?? usual)
}
