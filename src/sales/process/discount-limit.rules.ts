import type { Role } from '../../platform/permissions.ts'
import type { Actor } from './action.contract.ts'
import type { ProcessDefinition } from './process.contract.ts'
import type { Refusal } from './refusal.contract.ts'
import type { Quote } from './sale.contract.ts'
import { refuse, type Scene } from './scene.rules.ts'

type Setting = Omit<Scene, 'to'>

export function sendingRefusal(scene: Setting, quote: Quote): Refusal | null {
  if (quote.validUntil < scene.today) return refuse('quote.expired', { validUntil: quote.validUntil })
  return limitRefusal(scene, quote.concessionMinor, quote.listPriceMinor)
}

/** A concession within the actor's limit, in basis points of the list price; compared without rounding. */
export function limitRefusal(
  scene: Setting,
  concessionMinor: number,
  listPriceMinor: number,
): Refusal | null {
  const limitBps = discountLimitBps(scene.process, scene.actor)
  if (isWithin(concessionMinor, limitBps, listPriceMinor)) return null
  const able = scene.process.discountLimitsBps
    .filter(each => isWithin(concessionMinor, each.bps, listPriceMinor))
    .toSorted((one, other) => one.bps - other.bps)[0]
  const role: Role = able?.role ?? 'dealer-manager'
  const owes = [{ item: 'approval', role }]
  return refuse(
    'quote.over-limit',
    { concessionMinor, limitBps, listPriceMinor },
    { field: 'discountMinor', owes },
  )
}

export function discountLimitBps(process: ProcessDefinition, actor: Actor): number {
  if (actor.discountLimitBps !== null) return actor.discountLimitBps
  const limits = process.discountLimitsBps.filter(each => actor.roles.includes(each.role))
  return Math.max(0, ...limits.map(each => each.bps))
}

function isWithin(concessionMinor: number, limitBps: number, listPriceMinor: number): boolean {
  return concessionMinor * 10_000 <= limitBps * listPriceMinor
}
