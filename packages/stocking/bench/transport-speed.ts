import { solveTransport } from '../transport/transport.ts'
import { makeTransport } from './random-transport.ts'

export interface TransportTiming {
  readonly n: number
  /** of the first call in the process, before the engine has compiled the code */
  readonly firstMs: number
  readonly medianMs: number
  readonly iterations: number
  readonly cost: number
}

/** Milliseconds of balanced n × n problems, the problem itself made beforehand. */
export function timeTransport(n: number, rounds: number): TransportTiming {
  const problem = makeTransport(n, 7)
  const times: number[] = []
  let plan = solveTransport({ supply: [], demand: [], cost: [] })
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    plan = solveTransport(problem)
    times.push(performance.now() - start)
  }
  const [firstMs = 0] = times
  const medianMs = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!
  return { n, firstMs, medianMs, iterations: plan.iterations, cost: plan.cost }
}
