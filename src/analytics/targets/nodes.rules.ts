import { addedSold } from '../overview/sold.rules.ts'
import type { NodeTargets, StoreTargets } from './targets.contract.ts'

interface Node {
  readonly id: string
  readonly kind: string
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
}

/** What the stores below each organisation add up to: nobody enters a target above a store.
 *  @param ancestorsOf of each store, itself included */
export function nodesOf(
  nodes: readonly Node[],
  stores: readonly StoreTargets[],
  ancestorsOf: ReadonlyMap<string, readonly string[]>,
): NodeTargets[] {
  return nodes.map(({ id, kind, code, nameZh, nameEn }) => {
    const below = stores.filter(({ dealerId }) => ancestorsOf.get(dealerId)?.includes(id))
    const targets = below.flatMap(({ store }) => (store ? store.target : []))
    return {
      id,
      kind,
      code,
      nameZh,
      nameEn,
      stores: below.length,
      withTarget: targets.filter(({ version }) => version > 0).length,
      contracts: summed(targets.map(({ contracts }) => contracts)),
      deliveries: summed(targets.map(({ deliveries }) => deliveries)),
      sums: sumsOf(targets),
      done: addedSold(below.flatMap(({ store }) => (store ? store.done : []))),
    }
  })
}

/** Null where none is known. */
export function summed(figures: readonly (number | null)[]): number | null {
  const known = figures.filter(each => each !== null)
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0)
}

function sumsOf(targets: readonly { currency: string; amountMinor: number | null }[]): NodeTargets['sums'] {
  const currencies = [...new Set(targets.map(({ currency }) => currency))].sort()
  return currencies.flatMap(currency => {
    const amountMinor = summed(
      targets.filter(target => target.currency === currency).map(target => target.amountMinor),
    )
    return amountMinor === null ? [] : { currency, amountMinor }
  })
}
