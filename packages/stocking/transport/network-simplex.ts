import { findJoin, plantTree, rehang, type SpanningTree, settleSubtree } from './spanning-tree.ts'

/** Arcs with costs and capacities between nodes that have too much or too little. */
export interface Network {
  /** [nodeCount] units a node sends (> 0) or takes (< 0); they sum to 0 */
  readonly balance: Float64Array
  /** [arcCount] node at the start */
  readonly source: Int32Array
  /** [arcCount] node at the end */
  readonly target: Int32Array
  /** [arcCount] finite, per unit */
  readonly cost: Float64Array
  /** [arcCount] ≥ 0, Infinity where there is no limit; 0 closes the arc */
  readonly capacity: Float64Array
}

export interface FlowLimits {
  readonly maxIterations?: number
  /** default: none */
  readonly maxSeconds?: number
  /** milliseconds; default: performance.now */
  readonly now?: () => number
}

export interface NetworkFlow {
  /** [arcCount] */
  readonly flow: Float64Array
  /** [nodeCount]; cost + potential[source] − potential[target] ≥ 0 on unused arcs, ≤ 0 on full ones, 0 between */
  readonly potential: Float64Array
  /** [nodeCount] units that found no way: sent ones at a source, missing ones at a sink */
  readonly unplaced: Float64Array
  readonly iterations: number
  /** false: a limit came first, and `flow` is the best so far */
  readonly converged: boolean
}

interface Simplex {
  readonly tree: SpanningTree
  readonly arcCount: number // without the artificial ones
  readonly source: Int32Array
  readonly target: Int32Array
  readonly cost: Float64Array
  readonly capacity: Float64Array
  readonly flow: Float64Array
  readonly state: Int8Array // 1 empty, -1 full, 0 in the tree or closed
  blockStart: number
}

const empty = 1
const full = -1
const inTree = 0

/** Minimum-cost flow by the primal network simplex: big-M start at an artificial root, block-search pricing, strongly
 *  feasible trees (so that degenerate pivots cannot cycle).
 *
 *  Zero-flow arcs of a strongly feasible tree lead towards the root, and an artificial arc towards the root costs
 *  nothing: once all is placed the large cost has left every potential, and takes no digits from the duals.
 *
 *  Sources: Cunningham 1976, Mathematical Programming 11, 105–116 (strongly feasible trees); Kelly and O'Neill 1991;
 *  Király and Kovács 2012, Acta Univ. Sapientiae Informatica 4, 67–118 (block search).
 *  Complexity: a pivot costs O(√arcs) for pricing while there is much to gain, O(depth + moved subtree) for the tree;
 *  pivots are exponential in contrived cases and a few times nodes + √arcs in practice. */
export function runNetworkSimplex(network: Network, limits: FlowLimits = {}): NetworkFlow {
  const { maxIterations = Number.POSITIVE_INFINITY, maxSeconds = Number.POSITIVE_INFINITY } = limits
  const now = limits.now ?? (() => performance.now())
  const deadline = now() + maxSeconds * 1000
  const simplex = startAtRoot(network)
  let iterations = 0
  let converged = false
  while (iterations < maxIterations) {
    if (iterations % 128 === 0 && now() > deadline) break
    const arc = findEnteringArc(simplex)
    if (arc < 0) {
      converged = true
      break
    }
    pivot(simplex, arc)
    iterations++
  }
  const { arcCount, flow, tree } = simplex
  return {
    flow: flow.slice(0, arcCount),
    potential: tree.potential.slice(0, tree.root),
    unplaced: flow.slice(arcCount),
    iterations,
    converged,
  }
}

/** Every node hangs on the root by an artificial arc that carries its whole balance. */
function startAtRoot(network: Network): Simplex {
  const nodeCount = network.balance.length
  const arcCount = network.cost.length
  const tree = plantTree(nodeCount)
  const simplex: Simplex = {
    tree,
    arcCount,
    source: lengthen(network.source, nodeCount, Int32Array),
    target: lengthen(network.target, nodeCount, Int32Array),
    cost: lengthen(network.cost, nodeCount, Float64Array),
    capacity: lengthen(network.capacity, nodeCount, Float64Array),
    flow: new Float64Array(arcCount + nodeCount),
    state: new Int8Array(arcCount + nodeCount),
    blockStart: 0,
  }
  for (let e = 0; e < arcCount; e++) simplex.state[e] = network.capacity[e]! > 0 ? empty : inTree
  const large = largeCost(network)
  for (let node = 0; node < nodeCount; node++) hangOnRoot(simplex, node, network.balance[node]!, large)
  return simplex
}

function hangOnRoot(simplex: Simplex, node: number, balance: number, large: number): void {
  const { tree, arcCount, source, target, cost, capacity, flow } = simplex
  const arc = arcCount + node
  const isUp = balance >= 0
  source[arc] = isUp ? node : tree.root
  target[arc] = isUp ? tree.root : node
  cost[arc] = isUp ? 0 : large
  capacity[arc] = Number.POSITIVE_INFINITY
  flow[arc] = Math.abs(balance)
  tree.treeArc[node] = arc
  tree.isUp[node] = isUp ? 1 : 0
  tree.potential[node] = isUp ? 0 : large
}

/** More than any path can cost. */
function largeCost({ cost, balance }: Network): number {
  let largest = 0
  for (const each of cost) largest = Math.max(largest, Math.abs(each))
  return (largest + 1) * (balance.length + 1)
}

function lengthen<T extends Int32Array | Float64Array>(
  array: T,
  by: number,
  Kind: new (length: number) => T,
): T {
  const longer = new Kind(array.length + by)
  longer.set(array)
  return longer
}

/** The arc that gains most per unit within a block of √arcs; the next search goes on behind it.  @returns -1: none */
function findEnteringArc(simplex: Simplex): number {
  const { arcCount, source, target, cost, state, tree, blockStart } = simplex
  const { potential } = tree
  const blockSize = Math.max(10, Math.ceil(Math.sqrt(arcCount)))
  let best = 0
  let bestArc = -1
  let left = blockSize
  let e = blockStart
  for (let seen = 0; seen < arcCount; seen++) {
    const reduced = state[e]! * (cost[e]! + potential[source[e]!]! - potential[target[e]!]!)
    if (reduced < best) {
      best = reduced
      bestArc = e
    }
    if (++e === arcCount) e = 0
    if (--left > 0) continue
    if (bestArc >= 0 && isGain(simplex, bestArc, best)) {
      simplex.blockStart = e
      return bestArc
    }
    left = blockSize
  }
  simplex.blockStart = e
  return bestArc >= 0 && isGain(simplex, bestArc, best) ? bestArc : -1
}

/** Smaller differences than the potentials' rounding are none. */
function isGain(
  { source, target, cost, tree: { potential } }: Simplex,
  arc: number,
  reduced: number,
): boolean {
  const size = Math.max(
    Math.abs(cost[arc]!),
    Math.abs(potential[source[arc]!]!),
    Math.abs(potential[target[arc]!]!),
  )
  return reduced < -1e-13 * size
}

/** Sends as much as fits round the cycle that the arc closes; the last arc that blocks, seen along the cycle from its
 *  top, leaves the tree: so the tree stays strongly feasible. */
function pivot(simplex: Simplex, arc: number): void {
  const { tree, source, target, capacity, flow, state } = simplex
  const { parent, treeArc, isUp } = tree
  const direction = state[arc]! // 1: more through it; -1: less
  const first = direction === empty ? source[arc]! : target[arc]!
  const second = direction === empty ? target[arc]! : source[arc]!
  const join = findJoin(tree, first, second)
  let most = capacity[arc]!
  let leaving = -1
  let leavesFirst = false
  for (let u = first; u !== join; u = parent[u]!) {
    const e = treeArc[u]!
    const room = isUp[u] === 1 ? flow[e]! : capacity[e]! - flow[e]!
    if (room < most) {
      most = room
      leaving = u
      leavesFirst = true
    }
  }
  for (let u = second; u !== join; u = parent[u]!) {
    const e = treeArc[u]!
    const room = isUp[u] === 1 ? capacity[e]! - flow[e]! : flow[e]!
    if (room <= most) {
      most = room
      leaving = u
      leavesFirst = false
    }
  }
  if (most > 0) {
    flow[arc] = flow[arc]! + direction * most
    for (let u = first; u !== join; u = parent[u]!) addFlow(flow, treeArc[u]!, isUp[u] === 1 ? -most : most)
    for (let u = second; u !== join; u = parent[u]!) addFlow(flow, treeArc[u]!, isUp[u] === 1 ? most : -most)
  }
  if (leaving < 0) {
    state[arc] = -direction
    flow[arc] = direction === empty ? capacity[arc]! : 0
    return
  }
  const left = treeArc[leaving]!
  const isDrained = (isUp[leaving] === 1) === leavesFirst
  state[left] = isDrained ? empty : full
  flow[left] = isDrained ? 0 : capacity[left]!
  state[arc] = inTree
  const hook = leavesFirst ? first : second
  const support = leavesFirst ? second : first
  rehang(tree, leaving, hook, support, arc, source[arc] === hook ? 1 : 0)
  settleSubtree(tree, hook, simplex.cost)
}

function addFlow(flow: Float64Array, arc: number, units: number): void {
  flow[arc] = flow[arc]! + units
}
