import type { TransportProblem } from '../transport/lanes.ts'

/** mulberry32: uniform in [0, 1). */
export function drawUniform(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** n suppliers and n demanders in a square of 100 × 100, balanced; costs are distances in hundredths. */
export function makeTransport(n: number, seed: number): TransportProblem {
  const uniform = drawUniform(seed)
  const units = () => Array.from({ length: n }, () => 1 + Math.floor(20 * uniform()))
  const supply = units()
  const demand = units()
  const surplus = total(supply) - total(demand)
  if (surplus > 0) demand[0] = demand[0]! + surplus
  else supply[0] = supply[0]! - surplus
  const points = Array.from({ length: 2 * n }, () => ({ x: 100 * uniform(), y: 100 * uniform() }))
  const cost = new Float64Array(n * n)
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) {
      const from = points[row]!
      const to = points[n + column]!
      cost[row * n + column] = Math.round(100 * Math.hypot(from.x - to.x, from.y - to.y)) / 100
    }
  return { supply, demand, cost }
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
