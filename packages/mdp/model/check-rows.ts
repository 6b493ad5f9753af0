import type { Model } from '../model.ts'

const actionMax = 2 ** 31 - 1
/** Greater rewards leave no room for their sums. */
export const rewardMax = 1e290

export function checkStateCount(nStates: number): void {
  if (!Number.isInteger(nStates) || nStates < 1 || nStates > actionMax)
    throw new RangeError(`nStates is ${show(nStates)}; it must be a whole number of at least 1.`)
}

/** @returns the same rows, each a checked [s, a, s', p] */
export function checkTransitionRows(
  rows: readonly (readonly number[])[],
  nStates: number,
): readonly (readonly number[])[] {
  checkList(rows, 'transitions')
  rows.forEach((row, index) => {
    const name = nameRow('transitions', index, row)
    if (!Array.isArray(row) || row.length !== 4)
      throw new TypeError(`${name}: a transition is [state, action, next state, probability].`)
    checkNumbers(row, name)
    checkState(row[0]!, nStates, name)
    checkAction(row[1]!, name)
    checkState(row[2]!, nStates, name)
    if (row[3]! < 0) throw new RangeError(`${name}: probability ${row[3]} is negative.`)
    if (row[3]! > 1 + 1e-8) throw new RangeError(`${name}: probability ${row[3]} is above 1.`)
  })
  return rows
}

/** @returns the rewards by state and action */
export function checkRewardRows(rows: readonly (readonly number[])[], nStates: number): RewardsByPair {
  checkList(rows, 'rewards')
  const rewards = new RewardsByPair()
  rows.forEach((row, index) => {
    const name = nameRow('rewards', index, row)
    if (!Array.isArray(row) || (row.length !== 3 && row.length !== 4))
      throw new TypeError(
        `${name}: a reward is [state, action, reward] or [state, action, next state, reward].`,
      )
    checkNumbers(row, name)
    checkState(row[0]!, nStates, name)
    checkAction(row[1]!, name)
    if (row.length === 4) checkState(row[2]!, nStates, name)
    if (Math.abs(row.at(-1)!) > rewardMax)
      throw new RangeError(`${name}: reward ${row.at(-1)} is too great for its sums to be numbers.`)
    rewards.add(row, name)
  })
  return rewards
}

/** R(s,a) of a pair, or R(s,a,s') of its successors. */
interface PairReward {
  readonly state: number
  readonly action: number
  readonly name: string
  /** of [s, a, r] */
  readonly reward: number | null
  /** of [s, a, s', r]: s' → r and the row that says so */
  readonly bySuccessor: Map<number, { reward: number; name: string }>
}

class RewardsByPair {
  private readonly byKey = new Map<string, PairReward>()

  add(row: readonly number[], name: string): void {
    const [state, action] = row as [number, number]
    const key = `${state},${action}`
    const before = this.byKey.get(key)
    if (row.length === 3) {
      if (before) throw new RangeError(twice(name, before.name))
      this.byKey.set(key, { state, action, name, reward: row[2]!, bySuccessor: new Map() })
      return
    }
    if (before && before.reward !== null) throw new RangeError(twice(name, before.name))
    const pair = before ?? { state, action, name, reward: null, bySuccessor: new Map() }
    const same = pair.bySuccessor.get(row[2]!)
    if (same) throw new RangeError(twice(name, same.name))
    pair.bySuccessor.set(row[2]!, { reward: row[3]!, name })
    this.byKey.set(key, pair)
  }

  pairs(): [number, number][] {
    return [...this.byKey.values()]
      .sort((one, other) => one.state - other.state || one.action - other.action)
      .map(({ state, action }) => [state, action])
  }

  /** Writes the expected rewards into the model. */
  fill(model: Model, whyNoRow: string): void {
    for (const pair of this.byKey.values()) {
      const row = findRow(model, pair.state, pair.action)
      if (row < 0)
        throw new RangeError(
          `${pair.name}: state ${pair.state} cannot take action ${pair.action}: ${whyNoRow}.`,
        )
      model.reward[row] = pair.reward ?? expectReward(model, row, pair)
    }
  }
}

/** @returns the row of an action of a state, -1 when the state cannot take it */
export function findRow(model: Model, state: number, action: number): number {
  for (let row = model.rowStart[state]!; row < model.rowStart[state + 1]!; row++)
    if (model.action[row] === action) return row
  return -1
}

function expectReward(model: Model, row: number, pair: PairReward): number {
  let expected = 0
  const left = new Map(pair.bySuccessor)
  for (let i = model.entryStart[row]!; i < model.entryStart[row + 1]!; i++) {
    expected += model.probability[i]! * (left.get(model.successor[i]!)?.reward ?? 0)
    left.delete(model.successor[i]!)
  }
  for (const [successor, { reward, name }] of left)
    if (reward !== 0)
      throw new RangeError(
        `${name}: state ${pair.state} never goes to state ${successor} by action ${pair.action}, so this reward is never earned.`,
      )
  return expected
}

function twice(name: string, before: string): string {
  return `${name}: this reward was given before, by ${before}.`
}

export function checkList(rows: unknown, what: string): void {
  if (!Array.isArray(rows)) throw new TypeError(`${what} is ${show(rows)}; it must be a list of rows.`)
}

function checkNumbers(row: readonly unknown[], name: string): void {
  for (const value of row)
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw new RangeError(`${name}: ${show(value)} is not a finite number.`)
}

function checkState(state: number, nStates: number, name: string): void {
  if (!Number.isInteger(state) || state < 0 || state >= nStates)
    throw new RangeError(`${name}: state ${state} does not exist; states are 0 … ${nStates - 1}.`)
}

function checkAction(action: number, name: string): void {
  if (!Number.isInteger(action) || action < 0 || action > actionMax)
    throw new RangeError(`${name}: action ${action} is not a whole number from 0.`)
}

function nameRow(what: string, index: number, row: unknown): string {
  return `${what} row ${index} ${show(row)}`
}

function show(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map(show).join(',')}]`.slice(0, 80)
  return (JSON.stringify(value) ?? String(value)).slice(0, 80)
}
