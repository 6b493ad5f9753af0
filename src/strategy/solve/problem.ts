import type { Model } from '../../../packages/mdp/index.ts'

export const criteria = [
  'discounted',
  'total',
  'average',
  'discounted+average',
  'finite',
  'evaluate-policy',
] as const
export type Criterion = (typeof criteria)[number]

export const methods = [
  'value-iteration',
  'gauss-seidel',
  'relative-value-iteration',
  'policy-iteration',
  'modified-policy-iteration',
  'linear-program',
  'backward-induction',
  'evaluate',
] as const
export type Method = (typeof methods)[number]

/** What is to be solved, read from a file and the options. */
export interface Problem {
  readonly model: Model
  readonly criterion: Criterion
  readonly gamma: number
  /** decisions of a finite problem, null of others */
  readonly horizon: number | null
  /** [stateCount], null where nothing is said */
  readonly terminalValue: Float64Array | null
  /** to be evaluated: rows [stateCount] or probabilities [rowCount] */
  readonly policy: Int32Array | Float64Array | null
  /** what was assumed or left unread, for the answer */
  readonly notes: readonly string[]
}

/** What the person asked for beside the file. */
export interface Wishes {
  readonly method?: Method
  /** instead of that of the file */
  readonly criterion?: Criterion
  readonly gamma?: number
  readonly epsilon?: number
  readonly threads?: number
  readonly iterations?: number
  readonly seconds?: number
}
