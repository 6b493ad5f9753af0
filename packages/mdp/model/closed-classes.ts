import type { Model } from '../model.ts'

/** Classes of states that, once entered, are not left by any action; within each every state can reach every other. Of
 *  a chain (one row a state) these are its recurrent classes.
 *  Source: Tarjan (1972), Depth-first search and linear graph algorithms; iterative.
 *  Complexity: O(states + entries).
 *  @returns component [stateCount]: the class of each state, -1 where it lies in none; classes in order of their first
 *    states */
export function findClosedClasses(model: Model): { classOf: Int32Array; classes: Int32Array[] } {
  const { component, count } = findComponents(model)
  const isOpen = findOpenComponents(model, component, count)
  const classOf = new Int32Array(model.stateCount).fill(-1)
  const numberOf = new Int32Array(count).fill(-1)
  const members: number[][] = []
  for (let s = 0; s < model.stateCount; s++) {
    const c = component[s]!
    if (isOpen[c]) continue
    if (numberOf[c]! < 0) numberOf[c] = members.push([]) - 1
    classOf[s] = numberOf[c]!
    members[numberOf[c]!]!.push(s)
  }
  return { classOf, classes: members.map(states => Int32Array.from(states)) }
}

/** 1 for a component from which a step leads elsewhere. */
function findOpenComponents(model: Model, component: Int32Array, count: number): Uint8Array {
  const { stateCount, rowStart, entryStart, successor, probability } = model
  const isOpen = new Uint8Array(count)
  for (let s = 0; s < stateCount; s++) {
    const c = component[s]!
    for (let i = entryStart[rowStart[s]!]!; i < entryStart[rowStart[s + 1]!]!; i++)
      if (probability[i]! > 0 && component[successor[i]!] !== c) isOpen[c] = 1
  }
  return isOpen
}

/** Strongly connected components over the steps of all actions. */
function findComponents(model: Model): { component: Int32Array; count: number } {
  const { stateCount, rowStart, entryStart, successor, probability } = model
  const component = new Int32Array(stateCount).fill(-1)
  const order = new Int32Array(stateCount).fill(-1) // state → when it was met
  const low = new Int32Array(stateCount) // state → the earliest state on the stack that it reaches
  const cursor = new Int32Array(stateCount) // state → its next entry to look at
  const path = new Int32Array(stateCount)
  const stack = new Int32Array(stateCount)
  let depth = 0
  let height = 0
  let met = 0
  let count = 0
  for (let root = 0; root < stateCount; root++) {
    if (order[root]! >= 0) continue
    path[depth++] = root
    while (depth > 0) {
      const s = path[depth - 1]!
      if (order[s]! < 0) {
        order[s] = low[s] = met++
        stack[height++] = s
        cursor[s] = entryStart[rowStart[s]!]!
      }
      const end = entryStart[rowStart[s + 1]!]!
      let descended = false
      for (; cursor[s]! < end; cursor[s]!++) {
        const to = successor[cursor[s]!]!
        if (probability[cursor[s]!] === 0) continue
        if (order[to]! < 0) {
          path[depth++] = to
          descended = true
          break
        }
        if (component[to]! < 0) low[s] = Math.min(low[s]!, order[to]!)
      }
      if (descended) continue
      depth--
      if (depth > 0) low[path[depth - 1]!] = Math.min(low[path[depth - 1]!]!, low[s]!)
      if (low[s] !== order[s]) continue
      let member: number
      do {
        member = stack[--height]!
        component[member] = count
      } while (member !== s)
      count++
    }
  }
  return { component, count }
}

/** Names some states of a class, for messages. */
export function nameStates(states: ArrayLike<number>): string {
  const shown = Array.from({ length: Math.min(5, states.length) }, (_, i) => states[i])
  return `{${shown.join(', ')}${states.length > 5 ? `, … ${states.length} states` : ''}}`
}
