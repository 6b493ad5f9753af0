import type { Model } from '../model.ts'
import { rewardMax } from './check-rows.ts'

/** Checks a model whose arrays were filled by hand: lengths, starts that ascend, no state without a row, actions that
 *  ascend within a state, successors that exist, probabilities from 0 that sum to one (to 1e-8), rewards that are
 *  finite and not above 1e290 in size.
 *  @returns the same model
 *  @throws TypeError for arrays of wrong lengths; RangeError that names the state, row or entry
 *  Complexity: O(entries).
 *  @example
 *  const model = buildModel({ nStates: 1, transitions: [[0, 0, 0, 1]], rewards: [[0, 0, 7]] })
 *  checkModel(model).stateCount // → 1
 *  checkModel({ ...model, successor: Int32Array.of(3) }) // throws RangeError: row 0 (state 0, action 0), entry 0: state 3 does not exist
 */
export function checkModel(model: Model): Model {
  checkLengths(model)
  for (let s = 0; s < model.stateCount; s++) {
    if (!(model.rowStart[s + 1]! > model.rowStart[s]!)) throw new RangeError(`State ${s} has no action.`)
    for (let row = model.rowStart[s]! + 1; row < model.rowStart[s + 1]!; row++)
      if (!(model.action[row]! > model.action[row - 1]!))
        throw new RangeError(
          `row ${row}: the actions of state ${s} do not ascend: ${model.action[row - 1]}, ${model.action[row]}.`,
        )
    for (let row = model.rowStart[s]!; row < model.rowStart[s + 1]!; row++) checkRow(model, s, row)
  }
  return model
}

function checkLengths({ stateCount, rowStart, action, entryStart, ...rest }: Model): void {
  if (!Number.isInteger(stateCount) || stateCount < 1)
    throw new RangeError(`stateCount is ${stateCount}; it must be a whole number of at least 1.`)
  const rowCount = action.length
  const entryCount = rest.successor.length
  const expected: [string, { length: number }, number][] = [
    ['rowStart', rowStart, stateCount + 1],
    ['reward', rest.reward, rowCount],
    ['entryStart', entryStart, rowCount + 1],
    ['probability', rest.probability, entryCount],
  ]
  for (const [name, { length }, wanted] of expected)
    if (length !== wanted) throw new TypeError(`${name} has ${length} numbers, not ${wanted}.`)
  if (rowStart[0] !== 0 || rowStart[stateCount] !== rowCount)
    throw new RangeError(
      `rowStart runs from ${rowStart[0]} to ${rowStart[stateCount]}, not 0 to ${rowCount}.`,
    )
  if (entryStart[0] !== 0 || entryStart[rowCount] !== entryCount)
    throw new RangeError(
      `entryStart runs from ${entryStart[0]} to ${entryStart[rowCount]}, not 0 to ${entryCount}.`,
    )
}

/** Successors exist, probabilities are from 0 and sum to one, the reward is finite. */
function checkRow(model: Model, state: number, row: number): void {
  const { stateCount, entryStart, successor, probability, reward } = model
  let sum = 0
  for (let i = entryStart[row]!; i < entryStart[row + 1]!; i++) {
    if (successor[i]! < 0 || successor[i]! >= stateCount)
      throw new RangeError(
        `${nameRow(model, state, row)}, entry ${i}: state ${successor[i]} does not exist; states are 0 … ${stateCount - 1}.`,
      )
    if (!(probability[i]! >= 0))
      throw new RangeError(
        `${nameRow(model, state, row)}, entry ${i}: probability ${probability[i]} is not from 0 to 1.`,
      )
    sum += probability[i]!
  }
  if (!(Math.abs(sum - 1) <= 1e-8))
    throw new RangeError(
      `${nameRow(model, state, row)}: probabilities sum to ${Number(sum.toPrecision(10))}, not to 1.`,
    )
  if (!Number.isFinite(reward[row]!))
    throw new RangeError(`${nameRow(model, state, row)}: reward ${reward[row]} is not a finite number.`)
  if (Math.abs(reward[row]!) > rewardMax)
    throw new RangeError(
      `${nameRow(model, state, row)}: reward ${reward[row]} is too great for its sums to be numbers.`,
    )
}

function nameRow(model: Model, state: number, row: number): string {
  return `row ${row} (state ${state}, action ${model.action[row]})`
}
