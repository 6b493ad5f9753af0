import type { Model } from '../../../packages/mdp/index.ts'
import { Refusal } from '../../platform/server/refusal.ts'

/** Reads a policy: the action of each state [0, 1, 0]; or probabilities by action number for each state
 *  [[0.5, 0.5], …]; or rows [s, a, p]; or "uniform", every action of a state as likely as another.
 *  @returns rows [stateCount], or probabilities [rowCount] */
export function readPolicy(model: Model, policy: unknown): Int32Array | Float64Array {
  if (policy === 'uniform' || policy === 'random' || policy === 'equiprobable') return uniformPolicy(model)
  if (!Array.isArray(policy))
    throw new Refusal('policy must be a list: the action of each state, or the probabilities of its actions.')
  if (policy.every(each => typeof each === 'number')) return readActions(model, policy)
  if (isListOfRows(model, policy)) return readRows(model, policy)
  return readDistributions(model, policy)
}

function uniformPolicy(model: Model): Float64Array {
  const weight = new Float64Array(model.action.length)
  for (let s = 0; s < model.stateCount; s++) {
    const [first, end] = [model.rowStart[s]!, model.rowStart[s + 1]!]
    weight.fill(1 / (end - first), first, end)
  }
  return weight
}

function readActions(model: Model, actions: readonly number[]): Int32Array {
  checkLength(model, actions)
  return Int32Array.from(actions, (action, state) => rowOf(model, state, action))
}

/** Rows [s, a, p], unless they read as one distribution for each state. */
function isListOfRows(model: Model, policy: readonly unknown[]): policy is number[][] {
  const rows = policy.filter(isNumbers)
  if (rows.length !== policy.length || rows.some(row => row.length !== 3)) return false
  const areDistributions = rows.every(row => Math.abs(row.reduce((sum, each) => sum + each, 0) - 1) < 1e-8)
  return !(areDistributions && rows.length === model.stateCount)
}

function readRows(model: Model, rows: readonly number[][]): Float64Array {
  const weight = new Float64Array(model.action.length)
  for (const [index, [state, action, probability]] of rows.entries()) {
    if (!Number.isInteger(state) || state! < 0 || state! >= model.stateCount)
      throw new Refusal(
        `policy row ${index}: state ${state} does not exist; states are 0 … ${model.stateCount - 1}.`,
      )
    weight[rowOf(model, state!, action!)]! += probability!
  }
  return weight
}

function readDistributions(model: Model, policy: readonly unknown[]): Float64Array {
  checkLength(model, policy)
  const weight = new Float64Array(model.action.length)
  for (const [state, given] of policy.entries()) {
    const pairs =
      typeof given === 'number' ? [[given, 1]] : Object.entries(given ?? {}).map(([a, p]) => [Number(a), p])
    for (const [action, probability] of pairs) {
      if (typeof probability !== 'number' || !Number.isFinite(probability))
        throw new Refusal(
          `The policy of state ${state} gives action ${action} the probability ${JSON.stringify(probability)}.`,
        )
      if (probability !== 0) weight[rowOf(model, state, Number(action))] = probability
    }
  }
  return weight
}

function rowOf(model: Model, state: number, action: number): number {
  const [first, end] = [model.rowStart[state]!, model.rowStart[state + 1]!]
  const actions = model.action.subarray(first, end)
  const at = actions.indexOf(action)
  if (at < 0)
    throw new Refusal(
      `The policy takes action ${action} in state ${state}, which has the actions ${actions.join(', ')}.`,
    )
  return first + at
}

function checkLength(model: Model, policy: readonly unknown[]): void {
  if (policy.length !== model.stateCount)
    throw new Refusal(`policy has ${policy.length} entries; the model has ${model.stateCount} states.`)
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(each => typeof each === 'number')
}
