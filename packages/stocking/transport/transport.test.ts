import fc from 'fast-check'
import loadHighs, { type ModelData } from 'highs'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { makeTransport } from '../bench/random-transport.ts'
import type { TransportProblem } from './lanes.ts'
import { solveTransport, type TransportPlan } from './transport.ts'

describe('published and reference plans', () => {
  it('Powerco costs 1020 (Winston, Operations Research, 4th ed., ch. 7)', () => {
    const plan = solveTransport(powerco)
    expect(plan.cost).toBe(1020)
    expectCertificate(powerco, plan)
  })

  it('supply over demand: 34 (scipy 1.10.1, HiGHS)', () => {
    const cost = [
      [2, 7, 4],
      [3, 3, 1],
      [5, 4, 7],
    ]
    const problem = { supply: [10, 6, 8], demand: [4, 5, 6], cost }
    const plan = solveTransport(problem)
    expect(plan.cost).toBe(34)
    expect(sum(plan.unused)).toBe(9)
    expectCertificate(problem, plan)
  })

  it.each([
    [20, 5738.36],
    [50, 13309.76],
  ])('%i × %i of seed 7 (LEMON 1.3.1 NetworkSimplex)', (n, cost) => {
    const problem = makeTransport(n, 7)
    const plan = solveTransport(problem)
    expect(plan.cost).toBeCloseTo(cost, 6)
    expectCertificate(problem, plan)
  })
})

describe('any plan', () => {
  it('brings all, in whole units, and its duals prove that none is cheaper', () => {
    const seed = drawSeed('transport')
    fc.assert(
      fc.property(problems, problem => {
        const plan = solveTransport(problem)
        expectCertificate(problem, plan)
        expect(plan.flow.every(Number.isInteger)).toBe(true)
      }),
      { seed, numRuns: 300 },
    )
  })

  it('costs no more than the cheapest of all plans found by trying them', () => {
    const seed = drawSeed('transport by trial')
    const small = fc.record({
      supply: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 3 }),
      demand: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 2 }),
      cost: fc.array(fc.array(laneCost, { minLength: 2, maxLength: 2 }), { minLength: 3, maxLength: 3 }),
      shortageCost: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 2 }),
    })
    fc.assert(
      fc.property(small, drawn => {
        const problem = { ...drawn, cost: drawn.cost.slice(0, drawn.supply.length) }
        expect(solveTransport(problem).cost).toBeCloseTo(cheapestByTrial(problem), 9)
      }),
      { seed, numRuns: 200 },
    )
  })

  it('costs what a general linear solver finds (HiGHS)', async () => {
    const highs = await loadHighs()
    for (const seed of [1, 2, 3, 4, 5]) {
      const problem = makeTransport(4 + 3 * seed, seed)
      const plan = solveTransport(problem)
      expectCertificate(problem, plan)
      const wanted = highs.withModel(writeLinearProgramme(problem), model => {
        model.options.set({ output_flag: false, presolve: 'off' })
        model.run()
        return model.getObjectiveValue()
      })
      expect(plan.cost).toBeCloseTo(wanted, 6)
    }
  })

  it('costs the same whichever way rows and columns are listed', () => {
    const seed = drawSeed('transport permuted')
    fc.assert(
      fc.property(problems, problem => {
        const turned = {
          supply: Array.from(problem.supply).reverse(),
          demand: Array.from(problem.demand).reverse(),
          cost: [...problem.cost].reverse().map(row => [...row].reverse()),
          shortageCost: [...problem.shortageCost].reverse(),
        }
        expect(solveTransport(turned).cost).toBeCloseTo(solveTransport(problem).cost, 6)
      }),
      { seed, numRuns: 100 },
    )
  })

  it('keeps to the capacities of lanes', () => {
    const seed = drawSeed('transport with capacities')
    const withCapacity = fc
      .tuple(problems, fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 36, maxLength: 36 }))
      .map(([problem, numbers]) => ({
        ...problem,
        capacity: Float64Array.from(
          numbers.slice(0, Math.min(36, problem.supply.length * problem.demand.length)),
        ),
      }))
      .filter(({ capacity, supply, demand }) => capacity.length === supply.length * demand.length)
    fc.assert(
      fc.property(withCapacity, problem => {
        const plan = solveTransport(problem)
        expectCertificate(problem, plan)
        expect(plan.flow.every((units, lane) => units <= problem.capacity[lane]!)).toBe(true)
      }),
      { seed, numRuns: 200 },
    )
  })
})

describe('extremes', () => {
  it('one by one, nothing to bring, and no lanes at all', () => {
    expect(solveTransport({ supply: [4], demand: [4], cost: [[2.5]] }).cost).toBe(10)
    expect(solveTransport({ supply: [0, 0], demand: [0], cost: [[3], [1]] }).cost).toBe(0)
    expect(solveTransport({ supply: [], demand: [], cost: [] })).toMatchObject({ cost: 0, converged: true })
    const starved = { supply: [0], demand: [2, 1], cost: [[1, 1]], shortageCost: 7 }
    const plan = solveTransport(starved)
    expect(plan.cost).toBe(21)
    expectCertificate(starved, plan)
  })

  it('costs of a thousand million beside costs of one lose no digit', () => {
    const cost = [
      [1e9, 1, 1e9 + 1],
      [2, 1e9, 1e9 + 2],
      [1e9, 1e9, 1e9 + 7],
    ]
    expect(solveTransport({ supply: [1, 1, 1], demand: [1, 1, 1], cost }).cost).toBe(1e9 + 10)
  })

  it('equal costs and equal units everywhere (every pivot degenerate) come to an end', () => {
    const ones = Array.from({ length: 60 }, () => 1)
    const problem = { supply: ones, demand: ones, cost: ones.map(() => ones) }
    const plan = solveTransport({ ...problem, maxIterations: 100_000 })
    expect(plan).toMatchObject({ cost: 60, converged: true })
  })

  it('fractions that miss the balance by rounding are taken as balanced', () => {
    const plan = solveTransport({ supply: [0.3], demand: [0.1, 0.2], cost: [[1, 1]] })
    expect(plan.cost).toBeCloseTo(0.3, 12)
    expect(Array.from(plan.shortage)).toEqual([0, 0])
  })

  it('a limit returns what there is, with a bound that holds', () => {
    const problem = makeTransport(20, 7)
    const early = solveTransport({ ...problem, maxIterations: 30 })
    expect(early).toMatchObject({ iterations: 30, converged: false })
    expect(early.bound).toBeLessThanOrEqual(5738.36)
    let clock = 0
    const late = solveTransport({ ...problem, maxSeconds: 1, now: () => (clock += 2000) })
    expect(late.converged).toBe(false)
  })
})

describe('refusals name what is wrong', () => {
  it.each<[string, Partial<TransportProblem>]>([
    ['supply 1 is -1', { supply: [3, -1] }],
    ['demand 0 is NaN', { demand: [Number.NaN, 1] }],
    ['cost has 1 rows for 2 rows of supply', { cost: [[1, 2]] }],
    ['cost row 1 has 1 values for 2 columns', { cost: [[1, 2], [3]] }],
    ['cost row 0 column 1 is NaN', { cost: Float64Array.of(1, Number.NaN, 2, 3) }],
    ['cost has 3 values for 2 × 2 lanes', { cost: Float64Array.of(1, 2, 3) }],
    ['capacity row 1 column 0 is -2', { capacity: Float64Array.of(1, 1, -2, 1) }],
    ['shortageCost 0 is Infinity', { shortageCost: Number.POSITIVE_INFINITY }],
    ['shortageCost has 1 values', { shortageCost: [1] }],
    ['demand 9 exceeds supply 4 by 5', { demand: [4, 5] }],
    [
      'demand 1: 2 of 2 units cannot be brought',
      {
        cost: [
          [1, null],
          [1, null],
        ],
      },
    ],
  ])('%s', (message, fault) => {
    const cost = [
      [1, 2],
      [3, 4],
    ]
    expect(() => solveTransport({ supply: [3, 1], demand: [2, 2], cost, ...fault })).toThrow(message)
  })
})

const powerco = {
  supply: [35, 50, 40],
  demand: [45, 20, 30, 30],
  cost: [
    [8, 6, 10, 9],
    [9, 12, 13, 7],
    [14, 9, 16, 5],
  ],
}

const laneCost = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -5, max: 20 }) },
  { weight: 1, arbitrary: fc.constant(null) },
)

/** Up to 6 × 6, some lanes closed, many ties. */
const problems = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.record({
      supply: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: rows, maxLength: rows }),
      demand: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }),
      cost: fc.array(fc.array(laneCost, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      shortageCost: fc.array(fc.integer({ min: -5, max: 40 }), { minLength: columns, maxLength: columns }),
    }),
  )

/** Feasible, and no lane could lower the cost: reduced costs and complementary slackness. */
function expectCertificate(problem: TransportProblem, plan: TransportPlan): void {
  const { flow, duals, unused, shortage } = plan
  const columns = problem.demand.length
  const tolerance = 1e-9 * (1 + Math.abs(plan.cost))
  expect(plan.converged).toBe(true)
  expect(Math.abs(plan.cost - plan.bound)).toBeLessThanOrEqual(tolerance)
  let cost = 0
  for (let i = 0; i < problem.supply.length; i++) {
    let sent = 0
    for (let j = 0; j < columns; j++) {
      const units = flow[i * columns + j]!
      sent += units
      expect(units).toBeGreaterThanOrEqual(0)
      const lane = valueAt(problem.cost, i, j, columns)
      if (lane === Number.POSITIVE_INFINITY) {
        expect(units).toBe(0)
        continue
      }
      cost += units * lane
      const reduced = lane - duals.row[i]! - duals.column[j]!
      const capacity = problem.capacity ? valueAt(problem.capacity, i, j, columns) : Number.POSITIVE_INFINITY
      if (units < capacity) expect(reduced).toBeGreaterThanOrEqual(-tolerance)
      if (units > 0) expect(reduced).toBeLessThanOrEqual(tolerance)
    }
    expect(sent + unused[i]!).toBeCloseTo(problem.supply[i]!, 9)
    if (problem.shortageCost !== undefined || sum(unused) > 0)
      expect(duals.row[i]!).toBeLessThanOrEqual(tolerance)
    if (unused[i]! > 0) expect(Math.abs(duals.row[i]!)).toBeLessThanOrEqual(tolerance)
  }
  for (let j = 0; j < columns; j++) {
    let brought = 0
    for (let i = 0; i < problem.supply.length; i++) brought += flow[i * columns + j]!
    expect(brought + shortage[j]!).toBeCloseTo(problem.demand[j]!, 9)
    if (problem.shortageCost === undefined) {
      expect(shortage[j]).toBe(0)
      continue
    }
    const each = shortageCostOf(problem, j)
    cost += each * shortage[j]!
    expect(duals.column[j]!).toBeLessThanOrEqual(each + tolerance)
    if (shortage[j]! > 0) expect(duals.column[j]!).toBeCloseTo(each, 9)
  }
  expect(plan.cost).toBeCloseTo(cost, 6)
}

function writeLinearProgramme({ supply, demand, cost }: TransportProblem): ModelData {
  const rows = supply.length
  const columns = demand.length
  const lanes = rows * columns
  const sides = [...Array.from(supply), ...Array.from(demand)]
  return {
    numCols: lanes,
    numRows: rows + columns,
    colCost: Array.from({ length: lanes }, (_, lane) =>
      valueAt(cost, Math.floor(lane / columns), lane % columns, columns),
    ),
    colLower: Array<number>(lanes).fill(0),
    colUpper: Array<number>(lanes).fill(Number.POSITIVE_INFINITY),
    rowLower: sides,
    rowUpper: sides,
    matrix: {
      format: 'csc',
      numRows: rows + columns,
      numCols: lanes,
      starts: Array.from({ length: lanes + 1 }, (_, lane) => 2 * lane),
      indices: Array.from({ length: lanes }, (_, lane) => [
        Math.floor(lane / columns),
        rows + (lane % columns),
      ]).flat(),
      values: Array<number>(2 * lanes).fill(1),
    },
  }
}

function valueAt(matrix: NonNullable<TransportProblem['capacity']>, i: number, j: number, columns: number) {
  const value = matrix instanceof Float64Array ? matrix[i * columns + j] : matrix[i]?.[j]
  return value ?? Number.POSITIVE_INFINITY
}

function shortageCostOf({ shortageCost = 0 }: TransportProblem, column: number): number {
  return typeof shortageCost === 'number' ? shortageCost : shortageCost[column]!
}

/** Places unit by unit of demand on every row in turn, or leaves it unmet. */
function cheapestByTrial(problem: TransportProblem): number {
  const left = Array.from(problem.supply)
  const units = Array.from(problem.demand).flatMap((count, column) => Array<number>(count).fill(column))
  const place = (k: number): number => {
    if (k === units.length) return 0
    const column = units[k]!
    let best = shortageCostOf(problem, column) + place(k + 1)
    for (let row = 0; row < left.length; row++) {
      const lane = valueAt(problem.cost, row, column, problem.demand.length)
      if (left[row]! === 0 || lane === Number.POSITIVE_INFINITY) continue
      left[row] = left[row]! - 1
      best = Math.min(best, lane + place(k + 1))
      left[row] = left[row]! + 1
    }
    return best
  }
  return place(0)
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0)
}
