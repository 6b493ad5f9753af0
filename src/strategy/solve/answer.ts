import type { Model } from '../../../packages/mdp/index.ts'

/** What a method found; what does not apply is left out and printed as null. */
export interface Answer {
  readonly method: string
  readonly V?: Float64Array
  /** [rowCount] */
  readonly Q?: Float64Array
  /** [stateCount] action numbers */
  readonly policy?: Int32Array
  readonly optimalActions?: number[][]
  readonly gain?: number
  readonly gain_by_state?: Float64Array
  readonly gain_policy?: Int32Array
  readonly gain_optimalActions?: number[][]
  readonly gain_bounds?: { readonly below: number; readonly above: number }
  readonly bias_relative_to_state0?: Float64Array
  readonly V_by_stage?: readonly Float64Array[]
  readonly policy_by_stage?: readonly Int32Array[]
  readonly optimalActions_by_stage?: number[][][]
  readonly iterations: number
  readonly residual: number
  readonly converged: boolean
  readonly bounds?: { readonly below: number; readonly above: number }
}

/** How the solving went, beside what it found. */
export interface Circumstances {
  readonly criterion: string
  readonly gamma: number
  readonly model: Model
  readonly seconds: number
  readonly notes: readonly string[]
  /** false: the lists are in a file or too long */
  readonly isListed: boolean
}

/** Always printed, null where they do not apply. */
const always = ['V', 'Q', 'policy', 'optimalActions', 'gain'] as const

/** The answer as the one JSON object that is printed. */
export function presentJson(answer: Answer, circumstances: Circumstances): Record<string, unknown> {
  const { criterion, gamma, model, seconds, notes, isListed } = circumstances
  const { iterations, residual, converged, bounds, method, ...found } = answer
  const lists = isListed
    ? { ...found, ...(found.Q && { Q: nestByState(model, found.Q) }) }
    : { ...summaryOf(answer), gain: found.gain, gain_bounds: found.gain_bounds }
  return {
    criterion,
    method,
    gamma: criterion === 'average' ? null : gamma,
    nStates: model.stateCount,
    ...Object.fromEntries(always.map(name => [name, null])),
    ...Object.fromEntries(
      Object.entries(lists).flatMap(([name, value]) => (value === undefined ? [] : [[name, plain(value)]])),
    ),
    iterations,
    residual,
    converged,
    bounds: bounds ?? null,
    seconds,
    notes,
  }
}

/** What can be said of a million values in a line. */
export function summaryOf({ V }: Answer): Record<string, number> {
  if (!V) return {}
  const sum = V.reduce((total, each) => total + each, 0)
  return {
    V_first: V[0]!,
    V_last: V.at(-1)!,
    V_mean: sum / V.length,
    V_min: V.reduce((least, each) => Math.min(least, each), Infinity),
    V_max: V.reduce((greatest, each) => Math.max(greatest, each), -Infinity),
  }
}

/** Q by state and action number, null for what a state cannot do; rows [s, a, q] where action numbers are very high. */
function nestByState(model: Model, q: Float64Array): (number | null)[][] {
  const { stateCount, rowStart, action } = model
  const states = Array.from({ length: stateCount }, (_, s) => s)
  const rowsOf = (s: number) =>
    Array.from(action.subarray(rowStart[s]!, rowStart[s + 1]!), (a, k) => ({ a, k }))
  if (action.some(each => each > 10_000))
    return states.flatMap(s => rowsOf(s).map(({ a, k }) => [s, a, q[rowStart[s]! + k]!]))
  return states.map(s => {
    const nested = new Array<number | null>(action[rowStart[s + 1]! - 1]! + 1).fill(null)
    for (const { a, k } of rowsOf(s)) nested[a] = q[rowStart[s]! + k]!
    return nested
  })
}

/** Typed arrays as lists. */
function plain(value: unknown): unknown {
  if (value instanceof Float64Array || value instanceof Int32Array) return Array.from(value)
  return Array.isArray(value) ? value.map(plain) : value
}

/** A small table for people. */
export function presentText(answer: Answer, circumstances: Circumstances): string {
  const { criterion, gamma, model, seconds, notes, isListed } = circumstances
  const { V, gain, policy, bias_relative_to_state0: bias, bounds, iterations, residual, converged } = answer
  const stages = answer.V_by_stage ? ', first stage' : ''
  const head = [
    `${criterion}${criterion === 'average' ? '' : `, gamma ${gamma}`}, ${model.stateCount} states: ${answer.method}${stages}`,
    ...(gain === undefined ? [] : [`gain ${format(gain)} a step`]),
    ...(bounds ? [`off by at most -${format(bounds.below)} … +${format(bounds.above)}`] : []),
    `${converged ? 'converged' : 'NOT converged'} after ${iterations} iterations, residual ${format(residual)}, ${seconds.toFixed(3)} s`,
    ...notes,
  ]
  const values = V ?? answer.gain_by_state ?? bias
  if (!isListed || !values)
    return [...head, ...Object.entries(summaryOf(answer)).map(([name, each]) => `${name} ${format(each)}`)]
      .map(line => `${line}\n`)
      .join('')
  const best = answer.optimalActions
  const rows = Array.from(values, (value, s) => [
    String(s),
    format(value),
    ...(policy ? [best ? best[s]!.join(' ') : String(policy[s])] : []),
  ])
  const what = V ? 'V' : answer.gain_by_state ? 'gain' : 'bias'
  const lines = [['state', what, ...(policy ? ['best actions'] : [])], ...rows]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map(line => line[column]!.length)))
  const table = lines.map(line => line.map((cell, column) => cell.padStart(widths[column]!)).join('  '))
  return [...head, '', ...table].map(line => `${line}\n`).join('')
}

function format(value: number): string {
  return String(Number(value.toPrecision(10)))
}
