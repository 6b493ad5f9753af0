import type { Scope } from '../../platform/server/scope.ts'
import { endStages, type StageCode, stageCodes } from '../process/sale.contract.ts'
import type { SaleFilter } from './sale-filter.contract.ts'

/** A run of one index in which sales already stand in order: a store's, a stage's, an owner's in one stage. */
export interface Lane {
  readonly dealerId: string
  readonly ownerId: string | null
  readonly stage: StageCode | null
}

/** Which columns of its index a lane binds. */
export type LaneKind = 'store' | 'stage' | 'owner'
export type Lanes = Readonly<Partial<Record<LaneKind, readonly Lane[]>>>

/** Beyond so many, walking each costs more than reading whole stores. */
export const lanesMax = 400

/** The runs that together hold exactly the sales which the scope reaches and the filter's store, owner and
 *  stage let through. The first page of each, merged, is the first page of all. */
export function lanesOf(scope: Scope, filter: SaleFilter): Lanes {
  const stages = stagesOf(filter)
  const owners = filter.ownerId ?? null
  const own = owners === null || owners.includes(scope.staffId) ? [scope.staffId] : []
  const delivered = (stages ?? stageCodes).filter(stage => stage === 'after-sales')
  return grouped([
    ...crossed(named(scope.all, filter), owners, stages),
    ...crossed(named(scope.own, filter), own, stages),
    ...crossed(named(scope.delivered, filter), owners, delivered),
  ])
}

export const openStages: readonly StageCode[] = stageCodes.filter(stage => !endStages.includes(stage))

/** The stages that a filter lets through; null: all. */
export function stagesOf({ stage, open }: SaleFilter): readonly StageCode[] | null {
  if (open === undefined) return stage ?? null
  const wanted = open ? openStages : endStages
  return stage ? stage.filter(each => wanted.includes(each)) : wanted
}

function named(dealerIds: readonly string[], { dealerId }: SaleFilter): readonly string[] {
  return dealerId ? dealerIds.filter(id => dealerId.includes(id)) : dealerIds
}

/** An owner's run is one for each stage: its index orders by stage first. */
function crossed(
  dealerIds: readonly string[],
  owners: readonly string[] | null,
  stages: readonly StageCode[] | null,
): Lane[] {
  const ownerIds = owners === null ? [null] : [...new Set(owners)]
  const inStages = stages === null ? (owners === null ? [null] : stageCodes) : [...new Set(stages)]
  return dealerIds.flatMap(dealerId =>
    ownerIds.flatMap(ownerId => inStages.map(stage => ({ dealerId, ownerId, stage }))),
  )
}

function grouped(lanes: readonly Lane[]): Lanes {
  const found: Partial<Record<LaneKind, Lane[]>> = {}
  for (const lane of lanes) {
    const kind = lane.ownerId !== null ? 'owner' : lane.stage !== null ? 'stage' : 'store'
    found[kind] = [...(found[kind] ?? []), lane]
  }
  return found
}
