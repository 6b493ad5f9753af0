import { type Intervals, intervalReachability } from '../../../packages/mdp/index.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import type { Wishes } from './problem.ts'

interface Told {
  readonly criterion: 'reachability-interval'
  readonly intervals?: unknown
  readonly target?: unknown
  readonly init?: unknown
}

const questions = {
  Pmax_robust: { aim: 'reach', nature: 'against' },
  Pmax_cooperative: { aim: 'reach', nature: 'with' },
  Pmin_robust: { aim: 'avoid', nature: 'against' },
  Pmin_cooperative: { aim: 'avoid', nature: 'with' },
} as const

/** The inputs, when they ask how likely a state is reached under intervals; null for everything else. */
export function readReachability(json: unknown): Told | null {
  const inputs = (json as { inputs?: unknown } | null)?.inputs ?? json
  return (inputs as Partial<Told> | null)?.criterion === 'reachability-interval' ? (inputs as Told) : null
}

/** Answers all four questions: actions for or against, probabilities for or against. */
export function answerReachability({ intervals, target, init = 0 }: Told, wishes: Wishes) {
  if (!Array.isArray(intervals))
    throw new Refusal('intervals is missing: intervals[s][a] = [[s2, lo, hi], …].')
  if (typeof target !== 'number') throw new Refusal('target is missing: say which state is to be reached.')
  if (!Number.isInteger(init) || (init as number) < 0 || (init as number) >= intervals.length)
    throw new Refusal(`init ${init} does not exist; states are 0 … ${intervals.length - 1}.`)
  const limits = { iterationsMax: wishes.iterations, secondsMax: wishes.seconds, epsilon: wishes.epsilon }
  const found = Object.entries(questions).map(
    ([name, question]) =>
      [name, intervalReachability(intervals as Intervals, { target, ...question, ...limits })] as const,
  )
  const all = found.map(([, each]) => each)
  return {
    criterion: 'reachability-interval',
    ...Object.fromEntries(found.map(([name, { value }]) => [name, value[init as number]!])),
    V: Object.fromEntries(found.map(([name, { value }]) => [name, Array.from(value)])),
    iterations: Math.max(...all.map(({ iterations }) => iterations)),
    residual: Math.max(...all.map(({ residual }) => residual)),
    converged: all.every(({ converged }) => converged),
  }
}
