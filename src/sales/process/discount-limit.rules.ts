import type { Role } from '../../platform/permissions.ts'
import type { Actor } from './action.contract.ts'
import type { ProcessDefinition } from './process.contract.ts'
import type { Refusal } from './refusal.contract.ts'
import type { Quote, Sale } from './sale.contract.ts'
import { refuse, type Scene } from './scene.rules.ts'

type Setting = Omit<Scene, 'to'>

/** What is given away, of what price, on which model. */
export interface Concession {
  readonly concessionMinor: number
  readonly listPriceMinor: number
  readonly modelId?: string | null
}

/** A draft may be sent within one's own limit, or with the approval of somebody whose limit covers it. */
export function sendingRefusal(scene: Setting, quote: Quote): Refusal | null {
  if (quote.validUntil < scene.today) return refuse('quote.expired', { validUntil: quote.validUntil })
  return isApproved(scene.sale, quote) ? null : limitRefusal(scene, quote)
}

export function isApproved(sale: Pick<Sale, 'approvals'>, quote: Quote): boolean {
  return sale.approvals.some(
    each =>
      each.quoteId === quote.id && each.state === 'given' && quote.concessionMinor <= each.concessionMinor,
  )
}

/** A concession within the actor's limit, in basis points of the list price; compared without rounding. */
export function limitRefusal(scene: Setting, concession: Concession): Refusal | null {
  const { process, actor } = scene
  if (covers(process, actor, concession)) return null
  const { concessionMinor, listPriceMinor, modelId } = concession
  const limitBps = discountLimitBps(process, actor, modelId)
  const owes = [{ item: 'approval', role: approverOf(process, concession) }]
  return refuse(
    'quote.over-limit',
    { concessionMinor, limitBps, listPriceMinor },
    { field: 'discountMinor', owes },
  )
}

/** The role with the smallest limit that covers it. */
export function approverOf(process: ProcessDefinition, concession: Concession): Role {
  const able = process.discountLimitsBps
    .map(({ role }) => ({ role, bps: roleLimitBps(process, role, concession.modelId) }))
    .filter(({ bps }) => isWithin(concession, bps))
    .toSorted((one, other) => one.bps - other.bps)[0]
  return able?.role ?? 'dealer-manager'
}

/** By whose limit the actor may give a concession: their own, or that of an absent manager they stand in for.
 *  Nobody's request is decided by their own limit, neither by them nor by their deputy.
 *  @returns undefined where no limit at hand covers it */
export function authorityFor(
  process: ProcessDefinition,
  actor: Actor,
  concession: Concession,
  requestedBy: string | null,
): { onBehalfOf: string | null } | undefined {
  if (covers(process, actor, concession)) return { onBehalfOf: null }
  const absent = (actor.deputyFor ?? []).find(
    each => each.staffId !== requestedBy && covers(process, each, concession),
  )
  return absent && { onBehalfOf: absent.staffId }
}

type Holder = Pick<Actor, 'roles' | 'discountLimitBps'>

function covers(process: ProcessDefinition, holder: Holder, concession: Concession): boolean {
  return isWithin(concession, discountLimitBps(process, holder, concession.modelId))
}

export function discountLimitBps(
  process: ProcessDefinition,
  holder: Holder,
  modelId: string | null = null,
): number {
  if (holder.discountLimitBps !== null) return holder.discountLimitBps
  return Math.max(0, ...holder.roles.map(role => roleLimitBps(process, role, modelId)))
}

/** The limit that names the model holds before the general one. */
function roleLimitBps(process: ProcessDefinition, role: Role, modelId: string | null = null): number {
  const limits = process.discountLimitsBps.filter(each => each.role === role)
  const ofModel = modelId === null ? undefined : limits.find(each => each.modelId === modelId)
  const general = limits.find(each => (each.modelId ?? null) === null)
  return (ofModel ?? general)?.bps ?? 0
}

function isWithin({ concessionMinor, listPriceMinor }: Concession, limitBps: number): boolean {
  return concessionMinor * 10_000 <= limitBps * listPriceMinor
}
