import type { Model } from '../model.ts'

/** Where the process may rest: from there some action earns nothing and surely leads to where it may rest again.
 *  @returns rest [stateCount]: a row that stays at rest, -1 where there is none
 *  Complexity: O(states × entries) at worst, O(entries) as a rule. */
export function findRest(model: Model): Int32Array {
  const rest = new Int32Array(model.stateCount)
  for (let s = 0; s < model.stateCount; s++) rest[s] = model.rowStart[s]!
  const fits = (row: number) => model.reward[row] === 0 && allSuccessors(model, row, to => rest[to]! >= 0)
  for (let changed = true; changed; ) {
    changed = false
    for (let s = 0; s < model.stateCount; s++) {
      if (rest[s]! < 0 || fits(rest[s]!)) continue
      rest[s] = findRow(model, s, fits)
      changed = true
    }
  }
  return rest
}

/** A policy under which every state surely comes to rest.
 *  Largest fixed point by taking away states from which rest cannot be reached without a risk of leaving those that
 *  are left (de Alfaro 1997, almost-sure reachability).
 *  @throws RangeError that names a state from which no policy surely ends */
export function findProperPolicy(model: Model, rest: Int32Array): Int32Array {
  const policy = searchProperPolicy(model, rest)
  const state = policy.indexOf(-1)
  if (state >= 0) throw new RangeError(improperMessage(state))
  return policy
}

/** The same, -1 for states from which rest is not certain. */
export function searchProperPolicy(model: Model, rest: Int32Array): Int32Array {
  const before = stepsBefore(model)
  let isSafe = new Uint8Array(model.stateCount).fill(1)
  for (;;) {
    const policy = reach(model, rest, before, isSafe)
    const unsafe = policy.findIndex((row, s) => row < 0 && isSafe[s] === 1)
    if (unsafe < 0) return policy
    isSafe = Uint8Array.from(policy, row => (row < 0 ? 0 : 1))
  }
}

function improperMessage(state: number): string {
  return (
    `There is no proper policy: whatever is done in state ${state}, the process may earn or lose for ever. ` +
    'Total reward needs states that end it (absorbing, reward 0) and can be reached for certain; else discount, ' +
    'or ask for the average reward.'
  )
}

/** Backwards from rest, by rows that do not leave the safe states: state → row, -1 where rest is out of reach. */
function reach(
  model: Model,
  rest: Int32Array,
  before: { start: Int32Array; row: Int32Array; stateOf: Int32Array },
  isSafe: Uint8Array,
): Int32Array {
  const policy = rest.slice()
  const queue = new Int32Array(model.stateCount)
  let end = 0
  for (let s = 0; s < model.stateCount; s++) if (policy[s]! >= 0) queue[end++] = s
  for (let at = 0; at < end; at++) {
    const to = queue[at]!
    for (let i = before.start[to]!; i < before.start[to + 1]!; i++) {
      const row = before.row[i]!
      const s = before.stateOf[row]!
      if (policy[s]! >= 0 || !isSafe[s]) continue
      if (!allSuccessors(model, row, state => isSafe[state] === 1)) continue
      policy[s] = row
      queue[end++] = s
    }
  }
  return policy
}

/** The transposed steps: state → the rows that may lead there. */
export function stepsBefore(model: Model): { start: Int32Array; row: Int32Array; stateOf: Int32Array } {
  const { stateCount, rowStart, entryStart, successor, probability } = model
  const start = new Int32Array(stateCount + 1)
  const stateOf = new Int32Array(model.action.length)
  for (let i = 0; i < successor.length; i++) if (probability[i]! > 0) start[successor[i]! + 1]!++
  for (let s = 0; s < stateCount; s++) start[s + 1]! += start[s]!
  const next = start.slice()
  const row = new Int32Array(start[stateCount]!)
  for (let s = 0; s < stateCount; s++)
    for (let r = rowStart[s]!; r < rowStart[s + 1]!; r++) {
      stateOf[r] = s
      for (let i = entryStart[r]!; i < entryStart[r + 1]!; i++)
        if (probability[i]! > 0) row[next[successor[i]!]!++] = r
    }
  return { start, row, stateOf }
}

function findRow(model: Model, state: number, fits: (row: number) => boolean): number {
  for (let row = model.rowStart[state]!; row < model.rowStart[state + 1]!; row++) if (fits(row)) return row
  return -1
}

function allSuccessors(model: Model, row: number, fits: (state: number) => boolean): boolean {
  for (let i = model.entryStart[row]!; i < model.entryStart[row + 1]!; i++)
    if (model.probability[i]! > 0 && !fits(model.successor[i]!)) return false
  return true
}
