import { prepareSystem } from '../chain/linear-system.ts'
import { cut, type PolicyChain } from '../chain/policy-chain.ts'
import { type Limits, systemLimits } from '../limits.ts'

/** Writes the value of the states that are not fixed, from the reward of each state [stateCount] and the fixed values.
 *  @returns how many iterations that took */
export type ChainSolver = (value: Float64Array, reward: Float64Array) => number

/** Prepares v = r + γ P v of a chain for any number of rewards. The states that are fixed keep their values; the chain
 *  must reach one when gamma is 1. By elimination or iteration, as `prepareSystem` says.
 *  @param isFixed [stateCount]
 *  @param limits their seconds count; iterations of one system have a limit of their own
 *  @throws RangeError when the values are not determined */
export function prepareChain(
  { matrix }: PolicyChain,
  gamma: number,
  isFixed: Uint8Array,
  limits: Pick<Limits, 'isLate'>,
): ChainSolver {
  const free = Int32Array.from(isFixed.keys()).filter(s => !isFixed[s])
  const { start, column, weight } = matrix
  const leaves = Float64Array.from(free, s => leavingOf(s))
  const solve = prepareSystem(cut(matrix, free, gamma), systemLimitsWith(limits), leaves)
  return (value, reward) => {
    const right = Float64Array.from(free, s => {
      let fixed = 0
      for (let e = start[s]!; e < start[s + 1]!; e++)
        if (isFixed[column[e]!]) fixed += weight[e]! * value[column[e]!]!
      return reward[s]! + gamma * fixed
    })
    const { x, iterations } = solve(right)
    for (let i = 0; i < free.length; i++) value[free[i]!] = x[i]!
    return iterations
  }

  /** What of a step is discounted away or goes to fixed states. */
  function leavingOf(s: number): number {
    let sum = 0
    let fixed = 0
    for (let e = start[s]!; e < start[s + 1]!; e++) {
      sum += weight[e]!
      if (isFixed[column[e]!]) fixed += weight[e]!
    }
    return gamma * fixed + (Math.abs(sum - 1) < 1e-14 ? 1 - gamma : 1 - gamma * sum)
  }
}

/** Seconds that are counted already, and the iterations that one system may take. */
export function systemLimitsWith({ isLate }: Pick<Limits, 'isLate'>): Limits {
  return { isLate, isOver: iterations => iterations >= systemLimits.iterations || isLate() }
}

/** The value of a discounted chain. */
export function solveDiscounted(chain: PolicyChain, gamma: number, limits: Pick<Limits, 'isLate'>) {
  const value = new Float64Array(chain.reward.length)
  prepareChain(chain, gamma, new Uint8Array(value.length), limits)(value, chain.reward)
  return value
}
