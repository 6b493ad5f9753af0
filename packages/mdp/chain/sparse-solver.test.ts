import { describe, expect, it } from 'vitest'
import { walk } from '../testing/walk.ts'
import { prepareIteration } from './sparse-solver.ts'

describe('preconditioned iteration', () => {
  it('needs a step or two where the incomplete factors are complete: steps to neighbours alone', () => {
    const { matrix } = walk(3000, 0.6)
    const b = new Float64Array(3000).fill(1)
    const { x, iterations, converged } = prepareIteration(matrix)(b, count => count >= 100)
    expect(converged).toBe(true)
    expect(iterations).toBeLessThan(4)
    expect(x[0]).toBeCloseTo(5, 9) // 1 / (0.6 - 0.4), but for the end that is hardly ever reached
    expect(x[999]! / 5000).toBeCloseTo(1, 9)
  })

  it('counts the steps that stay: loops alone are solved at once', () => {
    const own = Int32Array.from({ length: 300 }, (_, s) => s)
    const weight = Float64Array.from(own, s => s / 301)
    const matrix = { size: 300, start: Int32Array.of(...own, 300), column: own, weight }
    const { x, iterations } = prepareIteration(matrix)(new Float64Array(300).fill(1), count => count >= 100)
    expect(iterations).toBeLessThan(4)
    for (const s of own) expect(x[s]!).toBeCloseTo(1 / (1 - s / 301), 9)
  })

  it('says how far it came when it is stopped', () => {
    const { matrix } = walk(3000, 0.5)
    const { residual, iterations, converged } = prepareIteration(matrix)(
      new Float64Array(3000).fill(1),
      () => true,
    )
    expect({ residual, iterations, converged }).toEqual({ residual: 1, iterations: 0, converged: false })
  })
})
