/** The basis of a network simplex: a rooted spanning tree with node potentials.
 *  Children are kept in doubly linked lists, so a subtree is cut and hung elsewhere in constant time per node of the
 *  reversed path, and only the moved subtree is walked for its depths and potentials. */
export interface SpanningTree {
  readonly root: number
  readonly parent: Int32Array // node → node, -1 at the root
  readonly treeArc: Int32Array // node → the arc between it and its parent
  readonly isUp: Uint8Array // node → 1 when that arc leads from the node to its parent
  readonly depth: Int32Array
  readonly potential: Float64Array // cost + potential[source] − potential[target] = 0 on tree arcs
  readonly firstChild: Int32Array // node → node, -1 when it is a leaf
  readonly next: Int32Array // the sibling after it, -1 at the end
  readonly previous: Int32Array // the sibling before it, -1 at the start
}

/** A tree of `nodeCount` nodes that all hang on one more, the root, yet without arcs. */
export function plantTree(nodeCount: number): SpanningTree {
  const none = () => new Int32Array(nodeCount + 1).fill(-1)
  const tree: SpanningTree = {
    root: nodeCount,
    parent: none(),
    treeArc: none(),
    isUp: new Uint8Array(nodeCount + 1),
    depth: new Int32Array(nodeCount + 1).fill(1),
    potential: new Float64Array(nodeCount + 1),
    firstChild: none(),
    next: none(),
    previous: none(),
  }
  tree.depth[nodeCount] = 0
  for (let node = nodeCount - 1; node >= 0; node--) attach(tree, node, nodeCount)
  return tree
}

/** The node where the ways from both to the root meet. O(depth) */
export function findJoin({ parent, depth }: SpanningTree, one: number, other: number): number {
  let u = one
  let v = other
  while (u !== v) {
    if (depth[u]! >= depth[v]!) u = parent[u]!
    else v = parent[v]!
  }
  return u
}

/** Cuts the subtree below `top` off and hangs it by its node `hook` on `support` through `arc`: the way from `hook` to
 *  `top` is turned round. */
export function rehang(
  tree: SpanningTree,
  top: number,
  hook: number,
  support: number,
  arc: number,
  arcIsUp: number,
): void {
  const { parent, treeArc, isUp } = tree
  let node = hook
  let newParent = support
  let newArc = arc
  let newUp = arcIsUp
  for (;;) {
    const oldParent = parent[node]!
    const oldArc = treeArc[node]!
    const oldUp = isUp[node]!
    detach(tree, node)
    attach(tree, node, newParent)
    treeArc[node] = newArc
    isUp[node] = newUp
    if (node === top) return
    newParent = node
    newArc = oldArc
    newUp = 1 - oldUp
    node = oldParent
  }
}

/** Depths and potentials of the subtree below `top`, from its parent's: nothing accumulates. O(subtree) */
export function settleSubtree(tree: SpanningTree, top: number, cost: Float64Array): void {
  const { parent, treeArc, isUp, depth, potential, firstChild, next } = tree
  let node = top
  for (;;) {
    const above = parent[node]!
    const arcCost = cost[treeArc[node]!]!
    depth[node] = depth[above]! + 1
    potential[node] = isUp[node] === 1 ? potential[above]! - arcCost : potential[above]! + arcCost
    if (firstChild[node]! >= 0) {
      node = firstChild[node]!
      continue
    }
    while (node !== top && next[node]! < 0) node = parent[node]!
    if (node === top) return
    node = next[node]!
  }
}

function attach({ parent, firstChild, next, previous }: SpanningTree, node: number, above: number): void {
  const sibling = firstChild[above]!
  parent[node] = above
  next[node] = sibling
  previous[node] = -1
  if (sibling >= 0) previous[sibling] = node
  firstChild[above] = node
}

function detach({ parent, firstChild, next, previous }: SpanningTree, node: number): void {
  const before = previous[node]!
  const after = next[node]!
  if (before >= 0) next[before] = after
  else firstChild[parent[node]!] = after
  if (after >= 0) previous[after] = before
}
