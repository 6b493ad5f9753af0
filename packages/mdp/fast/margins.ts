import { stepBits } from './crew.ts'
import type { Space } from './space.ts'

/** Beyond so many neighbouring regions the moves of all are taken together. */
const neighboursMax = 8

/** margin[region] = by how much the lead of an action over another may have shrunk: γ (greatest - least move of any value
 *  that a state of the region may lead to), as both actions' probabilities sum to one; and what rounding may have hidden.
 *  (Hastings and van Nunen 1977, with the span over what can be reached instead of over all states.)
 *  @param work.stateReach how many states away a successor may be
 *  @param work.error rounding of one action's value */
export function placeMargins(
  { model, moveLow, moveHigh, margin }: Space,
  work: { stateReach: number; blockBits: number; gamma: number; error: number },
) {
  const regionSize = 2 ** stepBits(work.blockBits)
  const regionCount = Math.ceil(model.stateCount / regionSize)
  const far = Math.ceil(work.stateReach / regionSize)
  const reach = far > neighboursMax ? regionCount : far
  for (let region = 0; region < regionCount; region++) {
    if (reach === regionCount && region > 0) {
      margin[region] = margin[0]!
      continue
    }
    let low = Infinity
    let high = -Infinity
    const last = Math.min(regionCount - 1, region + reach)
    for (let other = Math.max(0, region - reach); other <= last; other++) {
      low = Math.min(low, moveLow[other]!)
      high = Math.max(high, moveHigh[other]!)
    }
    margin[region] = work.gamma * (high - low) * (1 + 2 ** -50) + 8 * work.error
  }
}
