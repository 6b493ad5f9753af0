/** Units on hand by the period they came in, the oldest first: what is sold first is what has stood longest. */
export interface AgedStock {
  /** [unit lots] periods in which the lots came in, ascending */
  readonly arrivals: number[]
  /** [unit lots] units left of each */
  readonly units: number[]
}

export function addLot(stock: AgedStock, period: number, units: number): void {
  if (units <= 0) return
  stock.arrivals.push(period)
  stock.units.push(units)
}

/** Takes from the oldest lots.  @returns the units taken: all that are wanted, or all there are */
export function takeOldest(stock: AgedStock, wanted: number): number {
  let left = wanted
  while (left > 0 && stock.units.length > 0) {
    const taken = Math.min(left, stock.units[0]!)
    left -= taken
    stock.units[0] = stock.units[0]! - taken
    if (stock.units[0]! > 0) break
    stock.units.shift()
    stock.arrivals.shift()
  }
  return wanted - left
}

/** Units that came in at or before a period. */
export function countUnitsFrom(stock: AgedStock, lastPeriod: number): number {
  let count = 0
  for (const [lot, arrival] of stock.arrivals.entries()) if (arrival <= lastPeriod) count += stock.units[lot]!
  return count
}
