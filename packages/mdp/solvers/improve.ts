import type { Model } from '../model.ts'
import type { Change } from './back-up.ts'
import { rowValue } from './back-up.ts'

/** Changes the policy where another row is better by more than `margin` and than the value of the policy itself is off:
 *  an action once chosen stays through ties and rounding, so that policy iteration ends.
 *  @returns how many states changed, and how far one backup goes */
export function improve(
  model: Model,
  gamma: number,
  value: Float64Array,
  policy: Int32Array,
  margin: number,
): Change & { readonly changed: number } {
  const enough = margin + 2 * unevenness(model, gamma, value, policy)
  let changed = 0
  let least = Infinity
  let greatest = -Infinity
  for (let s = 0; s < model.stateCount; s++) {
    const now = rowValue(model, policy[s]!, gamma, value)
    let best = now
    let bestRow = policy[s]!
    for (let row = model.rowStart[s]!; row < model.rowStart[s + 1]!; row++) {
      const q = rowValue(model, row, gamma, value)
      if (q > best) {
        best = q
        bestRow = row
      }
    }
    least = Math.min(least, best - value[s]!)
    greatest = Math.max(greatest, best - value[s]!)
    if (best - now <= enough) continue
    policy[s] = bestRow
    changed++
  }
  return { changed, least, greatest }
}

/** How far r + γ P v - v of the policy differs between states: nothing when v is its exact value, or its bias. */
function unevenness(model: Model, gamma: number, value: Float64Array, policy: Int32Array): number {
  let least = Infinity
  let greatest = -Infinity
  for (let s = 0; s < model.stateCount; s++) {
    const left = rowValue(model, policy[s]!, gamma, value) - value[s]!
    least = Math.min(least, left)
    greatest = Math.max(greatest, left)
  }
  return greatest - least
}
