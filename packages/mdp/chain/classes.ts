import type { Model } from '../model.ts'
import { makePolicyChain, type Policy, type SparseMatrix } from './policy-chain.ts'

/** Which states come back to each other. */
export interface StateClasses {
  readonly classCount: number
  /** [stateCount] state → its communicating class; a class only leads to classes of smaller number */
  readonly classOf: Int32Array
  /** the classes that are never left, each as its states ascending */
  readonly recurrent: readonly Int32Array[]
  /** states that are left for good sooner or later, ascending */
  readonly transient: Int32Array
}

/** Splits the states of a policy's chain into recurrent classes and transient states, by the strongly
 *  connected components of its graph (Tarjan 1972), without recursion. O(states + entries)
 *  @throws TypeError or RangeError when the policy does not fit the model
 *  @example
 *  const { model } = estimateModel({ stateCount: 3, counts: [[0, 0, 1, 6], [0, 0, 2, 4]], terminal: [1, 2] })
 *  classifyStates(model, Int32Array.of(0, 1, 2)).transient // → [0]
 *  classifyStates(model, Int32Array.of(0, 1, 2)).recurrent // → [[1], [2]]
 */
export function classifyStates(model: Model, policy: Policy): StateClasses {
  return classify(makePolicyChain(model, policy).matrix)
}

/** The same of any matrix of steps; weights of zero are no steps. */
export function classify(matrix: SparseMatrix): StateClasses {
  const { classOf, classCount } = findComponents(matrix)
  const isLeft = new Uint8Array(classCount)
  for (let s = 0; s < matrix.size; s++)
    for (let e = matrix.start[s]!; e < matrix.start[s + 1]!; e++)
      if (matrix.weight[e] !== 0 && classOf[matrix.column[e]!] !== classOf[s]) isLeft[classOf[s]!] = 1
  const members = new Map<number, number[]>()
  const transient: number[] = []
  classOf.forEach((k, s) => {
    if (isLeft[k]) transient.push(s)
    else if (members.has(k)) members.get(k)!.push(s)
    else members.set(k, [s])
  })
  return {
    classCount,
    classOf,
    recurrent: [...members.values()].map(states => Int32Array.from(states)),
    transient: Int32Array.from(transient),
  }
}

function findComponents({ size, start, column, weight }: SparseMatrix) {
  const classOf = new Int32Array(size).fill(-1)
  const order = new Int32Array(size) // state → when it was found, from 1; 0: not yet
  const low = new Int32Array(size) // state → earliest state on the stack that it is known to reach
  const open = new Int32Array(size) // stack of states without a class
  const path = new Int32Array(size) // stack of the search
  const at = start.slice(0, size) // state → its next entry to follow
  let openCount = 0
  let found = 0
  let classCount = 0
  for (let root = 0; root < size; root++) {
    if (order[root] !== 0) continue
    let depth = 0
    const enter = (s: number) => {
      order[s] = low[s] = ++found
      path[depth++] = s
      open[openCount++] = s
    }
    enter(root)
    while (depth > 0) {
      const s = path[depth - 1]!
      if (at[s]! < start[s + 1]!) {
        const e = at[s]!++
        if (weight[e] === 0) continue
        const next = column[e]!
        if (order[next] === 0) enter(next)
        else if (classOf[next]! < 0) low[s] = Math.min(low[s]!, order[next]!)
        continue
      }
      depth--
      if (depth > 0) low[path[depth - 1]!] = Math.min(low[path[depth - 1]!]!, low[s]!)
      if (low[s] !== order[s]) continue
      let member = -1
      do {
        member = open[--openCount]!
        classOf[member] = classCount
      } while (member !== s)
      classCount++
    }
  }
  return { classOf, classCount }
}

/** Names some states of a class, for messages. */
export function nameStates(states: ArrayLike<number>): string {
  const shown = Array.from({ length: Math.min(5, states.length) }, (_, i) => states[i])
  return `{${shown.join(', ')}${states.length > 5 ? `, … ${states.length} states` : ''}}`
}
