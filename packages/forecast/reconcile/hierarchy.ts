/** Sums and what they are sums of. */
export interface Hierarchy {
  /** every series: sums first, in the order described, then the bottom series */
  readonly nodes: readonly string[]
  readonly bottom: readonly string[]
  /** [nodes × bottom] row by row: 1 where a bottom series is part of a node (the summing matrix S) */
  readonly summing: Float64Array
}

/** Makes the summing matrix of a hierarchy or of crossed groups (a series may have several parents).
 *  @param parts children of every sum; what is nobody's sum is a bottom series
 *  @throws RangeError for a sum without parts, or one that contains itself
 *  Source: Hyndman & Athanasopoulos, FPP3 §11.2. O(nodes · bottom).
 *  @example
 *  summingMatrix({ total: ['north', 'south'], north: ['a', 'b'] }).nodes // → ["total","north","south","a","b"]
 *  summingMatrix({ total: ['a', 'b'] }).summing // → [1,1,1,0,0,1]
 */
export function summingMatrix(parts: Readonly<Record<string, readonly string[]>>): Hierarchy {
  const sums = Object.keys(parts)
  if (sums.length === 0) throw new RangeError('the hierarchy has no sum: name at least one with its parts')
  const bottom: string[] = []
  for (const name of sums) {
    if (parts[name]!.length === 0) throw new RangeError(`sum '${name}' has no parts`)
    for (const part of parts[name]!)
      if (!Object.hasOwn(parts, part) && !bottom.includes(part)) bottom.push(part)
  }
  const indexOf = new Map(bottom.map((name, index) => [name, index]))
  const known = new Map<string, Float64Array>()
  const open = new Set<string>()
  const rowOf = (name: string): Float64Array => {
    const found = known.get(name)
    if (found) return found
    const row = new Float64Array(bottom.length)
    const index = indexOf.get(name)
    if (index !== undefined) row[index] = 1
    else {
      if (open.has(name))
        throw new RangeError(`sum '${name}' contains itself, through ${[...open].join(' → ')}`)
      open.add(name)
      for (const part of parts[name]!) addTo(row, rowOf(part))
      open.delete(name)
    }
    known.set(name, row)
    return row
  }
  const nodes = [...sums, ...bottom]
  const summing = new Float64Array(nodes.length * bottom.length)
  for (const [k, name] of nodes.entries()) summing.set(rowOf(name), k * bottom.length)
  return { nodes, bottom, summing }
}

/** A series that is part of two parts counts once. */
function addTo(row: Float64Array, part: Float64Array): void {
  for (let k = 0; k < row.length; k++) row[k] = Math.max(row[k]!, part[k]!)
}
