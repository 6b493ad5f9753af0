import type { AverageSolution, Model, Solution, SolveOptions } from '../../../packages/mdp/index.ts'
import {
  averagePolicyIteration,
  averageProgram,
  backwardInduction,
  evaluatePolicy,
  evaluatePolicyGain,
  evaluatePolicyStages,
  gaussSeidel,
  linearProgram,
  modifiedPolicyIteration,
  modifiedPolicyIterationInThreads,
  optimalActions,
  policyIteration,
  qValues,
  relativeValueIteration,
  totalReward,
  totalRewardIteration,
  totalRewardProgram,
  valueIteration,
} from '../../../packages/mdp/index.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import type { Answer } from './answer.ts'
import { type Criterion, type Method, methods, type Problem, type Wishes } from './problem.ts'

/** Up to here policy iteration is the default: exact, and quick enough. */
const smallStateCount = 400
/** Up to here Q and the sets of best actions are worked out. */
export const listedStateCount = 10_000

type ReadonlyMethods = readonly [Method, ...Method[]]

/** Which methods solve what; the first is the default of small models, the second of large ones. */
const methodsOf: Readonly<Record<Criterion, ReadonlyMethods>> = {
  discounted: [
    'policy-iteration',
    'modified-policy-iteration',
    'value-iteration',
    'gauss-seidel',
    'linear-program',
  ],
  total: [
    'policy-iteration',
    'policy-iteration',
    'modified-policy-iteration',
    'value-iteration',
    'gauss-seidel',
    'linear-program',
  ],
  average: ['policy-iteration', 'policy-iteration', 'relative-value-iteration', 'linear-program'],
  'discounted+average': methods.slice(0, 6) as [Method, ...Method[]],
  finite: ['backward-induction'],
  'evaluate-policy': ['evaluate'],
}

/** Solves a problem by the method asked for, or by the one that suits it. */
export async function solveProblem(problem: Problem, wishes: Wishes): Promise<Answer> {
  const { criterion, model } = problem
  const fitting = methodsOf[criterion]
  if (wishes.method && !fitting.includes(wishes.method))
    throw new Refusal(
      `${wishes.method} does not solve a problem whose criterion is ${criterion}: take ${[...new Set(fitting)].join(' or ')}.`,
    )
  const isThreaded = (wishes.threads ?? 1) > 1
  if (isThreaded && wishes.method && wishes.method !== 'modified-policy-iteration')
    throw new Refusal(`--threads is for modified-policy-iteration, not for ${wishes.method}: leave one out.`)
  if (isThreaded && criterion !== 'discounted')
    throw new Refusal(`--threads is for a discounted problem: ${criterion} is found by one thread.`)
  if (criterion === 'discounted+average') return solveBoth(problem, wishes)
  const isLarge = model.stateCount > smallStateCount
  const method = wishes.method ?? (isLarge || isThreaded ? fitting[1] : fitting[0]) ?? fitting[0]
  if (criterion === 'finite') return solveFinite(problem)
  if (criterion === 'evaluate-policy') return evaluate(problem, wishes)
  if (criterion === 'average')
    return averageAnswer(model, method, await solveAverage(problem, method, wishes))
  const gamma = criterion === 'total' ? 1 : problem.gamma
  const solution =
    criterion === 'total'
      ? await solveTotal(problem, method, wishes)
      : await solveDiscounted(problem, method, wishes)
  return valueAnswer(model, gamma, method, solution)
}

async function solveDiscounted({ model, gamma }: Problem, method: Method, wishes: Wishes): Promise<Solution> {
  if (gamma === 1)
    throw new Refusal(
      'gamma is 1, which does not discount: set criterion to total or average, or give --gamma.',
    )
  const options: SolveOptions = { gamma, ...limitsOf(wishes) }
  if (method === 'value-iteration') return valueIteration(model, options)
  if (method === 'gauss-seidel') return gaussSeidel(model, options)
  if (method === 'linear-program') return linearProgram(model, options)
  if (method === 'modified-policy-iteration') return solveFast(model, options, wishes.threads)
  return policyIteration(model, options)
}

/** The one place where the fast method is called. */
async function solveFast(model: Model, options: SolveOptions, threads = 1): Promise<Solution> {
  if (threads === 1) return modifiedPolicyIteration(model, options)
  const { startNodeThread } = await import('../../../packages/mdp/fast/threads.node.ts')
  const startThread = () => startNodeThread()
  return modifiedPolicyIterationInThreads(model, { ...options, threads, startThread })
}

async function solveTotal({ model }: Problem, method: Method, wishes: Wishes): Promise<Solution> {
  const limits = limitsOf(wishes)
  if (method === 'value-iteration') return totalRewardIteration(model, limits)
  if (method === 'gauss-seidel') return totalRewardIteration(model, { ...limits, sweep: 'in-place' })
  if (method === 'modified-policy-iteration')
    return totalRewardIteration(model, { ...limits, sweep: 'modified' })
  return method === 'linear-program' ? totalRewardProgram(model, limits) : totalReward(model, limits)
}

async function solveAverage({ model }: Problem, method: Method, wishes: Wishes): Promise<AverageSolution> {
  const limits = limitsOf(wishes)
  if (method === 'relative-value-iteration') return relativeValueIteration(model, limits)
  return method === 'linear-program' ? averageProgram(model, limits) : averagePolicyIteration(model, limits)
}

async function solveBoth(problem: Problem, wishes: Wishes): Promise<Answer> {
  const { model } = problem
  const isLarge = model.stateCount > smallStateCount
  const pick = (criterion: 'discounted' | 'average'): Method => {
    const fitting = methodsOf[criterion]
    if (wishes.method && fitting.includes(wishes.method)) return wishes.method
    return isLarge ? fitting[1]! : fitting[0]
  }
  const method = pick('discounted')
  const answer = valueAnswer(model, problem.gamma, method, await solveDiscounted(problem, method, wishes))
  const average = averageAnswer(model, pick('average'), await solveAverage(problem, pick('average'), wishes))
  return {
    ...answer,
    method: [...new Set([method, average.method])].join(', '),
    gain: average.gain,
    gain_policy: average.policy,
    gain_optimalActions: average.optimalActions,
    gain_bounds: average.bounds,
    bias_relative_to_state0: average.bias_relative_to_state0,
    iterations: answer.iterations + average.iterations,
    residual: Math.max(answer.residual, average.residual),
    converged: answer.converged && average.converged,
  }
}

function valueAnswer(model: Model, gamma: number, method: Method, solution: Solution): Answer {
  const { value, policy, bounds, iterations, residual, converged } = solution
  const doubt = 2 * gamma * Math.max(bounds.below, bounds.above)
  return {
    method,
    V: value,
    ...(model.stateCount <= listedStateCount && {
      Q: qValues(model, value, gamma),
      optimalActions: optimalActions(model, value, gamma, doubt + 1e-12 * Math.max(1, ...maxOf(value))),
    }),
    policy: actionsOf(model, policy),
    ...{ iterations, residual, converged, bounds },
  }
}

function maxOf(value: Float64Array): number[] {
  return [value.reduce((greatest, each) => Math.max(greatest, Math.abs(each)), 0)]
}

function averageAnswer(model: Model, method: Method, solution: AverageSolution): Answer {
  const { gain, bias, policy, bounds, iterations, residual, converged } = solution
  const doubt = bounds.below + bounds.above + 1e-12 * Math.max(1, ...maxOf(bias))
  return {
    method,
    gain,
    bias_relative_to_state0: bias,
    policy: actionsOf(model, policy),
    ...(model.stateCount <= listedStateCount && { optimalActions: optimalActions(model, bias, 1, doubt) }),
    ...{ iterations, residual, converged, bounds },
  }
}

function solveFinite({ model, horizon, gamma, terminalValue }: Problem): Answer {
  if (horizon === null) throw new Refusal('horizon is missing: say how many decisions there are.')
  const { valueByStage, policyByStage } = backwardInduction(model, {
    horizon,
    gamma,
    ...(terminalValue && { terminalValue }),
  })
  const isListed = model.stateCount <= listedStateCount
  const best = isListed
    ? policyByStage.map((_, stage) => optimalActions(model, valueByStage[stage + 1]!, gamma))
    : undefined
  return {
    method: 'backward-induction',
    V: valueByStage[0]!,
    policy: actionsOf(model, policyByStage[0]!),
    ...(isListed && { Q: qValues(model, valueByStage[1]!, gamma), optimalActions: best?.[0] }),
    ...(isListed && {
      V_by_stage: valueByStage,
      policy_by_stage: policyByStage.map(policy => actionsOf(model, policy)),
      optimalActions_by_stage: best,
    }),
    iterations: horizon,
    residual: 0,
    converged: true,
  }
}

function evaluate({ model, policy, gamma, horizon, terminalValue }: Problem, wishes: Wishes): Answer {
  if (!policy) throw new Refusal('policy is missing: give the action of each state, or their probabilities.')
  const own = policy instanceof Int32Array ? { policy: actionsOf(model, policy) } : {}
  if (horizon !== null) {
    const options = { horizon, gamma, ...(terminalValue && { terminalValue }) }
    const stages = evaluatePolicyStages(model, policy, options)
    const ending = { iterations: horizon, residual: 0, converged: true }
    return { method: 'evaluate', V: stages[0]!, V_by_stage: stages, ...own, ...ending }
  }
  const gains = gamma === 1 ? evaluatePolicyGain(model, policy) : null
  if (gains?.gain.some(each => each !== 0)) {
    const { gain, bias, classCount } = gains
    const said = classCount === 1 ? { gain: gain[0]! } : { gain_by_state: gain }
    const ending = { iterations: 1, residual: 0, converged: true }
    return { method: 'evaluate', ...said, bias_relative_to_state0: bias, ...own, ...ending }
  }
  const { value, ...rest } = evaluatePolicy(model, policy, { gamma, ...limitsOf(wishes) })
  const q = model.stateCount <= listedStateCount ? { Q: qValues(model, value, gamma) } : {}
  return { method: 'evaluate', V: value, ...q, ...own, ...rest }
}

function limitsOf({ epsilon, iterations, seconds }: Wishes) {
  return {
    ...(epsilon !== undefined && { epsilon }),
    ...(iterations !== undefined && { iterationsMax: iterations }),
    ...(seconds !== undefined && { secondsMax: seconds }),
  }
}

/** Rows as the actions' own numbers. */
function actionsOf(model: Model, policy: Int32Array): Int32Array {
  return policy.map(row => model.action[row]!)
}
