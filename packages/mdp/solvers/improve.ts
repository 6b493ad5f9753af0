import type { Model } from '../model.ts'
import type { Change } from './back-up.ts'
import { rowValue } from './back-up.ts'

/** Changes the policy where another row is better by more than `margin`: an action once chosen stays through ties and
 *  rounding, so that policy iteration ends.
 *  @returns how many states changed, and how far one backup goes */
export function improve(
  model: Model,
  gamma: number,
  value: Float64Array,
  policy: Int32Array,
  margin: number,
): Change & { readonly changed: number } {
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
    if (best - now <= margin) continue
    policy[s] = bestRow
    changed++
  }
  return { changed, least, greatest }
}
