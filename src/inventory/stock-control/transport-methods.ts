import { solveTransport } from '../../../packages/stocking/index.ts'
import type { Method } from './method.ts'

export const transportMethods = {
  /** Rebalancing between stores: what to bring from where to where. */
  transport: fields => {
    const problem = {
      supply: fields.numbers('supply'),
      demand: fields.numbers('demand'),
      cost: fields.matrix('cost'),
      capacity: fields.has('capacity') ? fields.matrix('capacity') : undefined,
      shortageCost: fields.has('shortage_cost') ? fields.numberOrNumbers('shortage_cost') : undefined,
    }
    return () => {
      const { flow, cost, bound, duals, unused, shortage, iterations, converged } = solveTransport(problem)
      const columns = problem.demand.length
      return {
        cost,
        flow: problem.supply.map((_, row) => [...flow.subarray(row * columns, (row + 1) * columns)]),
        unused: [...unused],
        shortage: [...shortage],
        duals: { supply: [...duals.row], demand: [...duals.column] },
        bound,
        iterations,
        residual: Math.max(0, cost - bound),
        converged,
      }
    }
  },
} satisfies Record<string, Method>
