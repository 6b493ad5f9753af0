import { describe, expect, it } from 'vitest'
import { Refusal } from '../../platform/server/refusal.ts'
import { solveCase } from './solve-case.ts'

const solve = (given: unknown) => solveCase(JSON.stringify(given))
const costs = { holding_cost: 1, stockout_cost: 4 }

/** method, inputs, what is expected of them, and how closely */
const printed: [method: string, inputs: object, expected: object, tolerance: number][] = [
  // Snyder & Shen, Fundamentals of Supply Chain Theory, 2nd ed., Examples 3.1, 3.6, 3.8, 3.9, 4.2–4.4, 4.7, 4.8, 5.8.
  [
    'eoq',
    { fixed_cost: 8, holding_cost: 0.225, demand_rate: 1300 },
    { Q: 304.0467800264368, cost: 68.41052550594829 },
    1e-6,
  ],
  [
    'eoq-all-units-discounts',
    {
      fixed_cost: 8,
      holding_cost_rate: 0.3,
      demand_rate: 1300,
      breakpoints: [0, 400, 800],
      unit_costs: [0.75, 0.72, 0.68],
    },
    { Q: 800, region: 2, cost: 978.6 },
    1e-6,
  ],
  [
    'eoq-backorders',
    { fixed_cost: 40, holding_cost: 40.05, stockout_cost: 60, demand_rate: 2080 },
    { Q: 83.23544812889804, stockout_fraction: 0.4002998500749625, cost: 1999.1482444152125 },
    1e-6,
  ],
  [
    'epq',
    { fixed_cost: 8, holding_cost: 0.225, demand_rate: 1300, production_rate: 2000 },
    { Q: 513.9328595516969, cost: 40.47221268969612 },
    1e-6,
  ],
  [
    'newsvendor-normal',
    { holding_cost: 0.18, stockout_cost: 0.7, demand_mean: 50, demand_sd: 8 },
    { S: 56.60395592743389, cost: 1.9976051931766445 },
    1e-6,
  ],
  [
    'base-stock-normal',
    { holding_cost: 0.18, stockout_cost: 0.7, demand_mean: 50, demand_sd: 8, lead_time: 4 },
    { S: 264.7668943741548, cost: 4.466781004149578 },
    1e-6,
  ],
  [
    'newsvendor-poisson',
    { ...costs, demand_mean: 6 },
    { S: 8, cost: 3.5701069457709376, cost_at_5: 6.590296024616344 },
    1e-6,
  ],
  [
    'newsvendor-discrete',
    {
      holding_cost: 5e5,
      stockout_cost: 1e6,
      demand_pmf: { 1: 0.25, 2: 0.05, 3: 0.1, 4: 0.2, 5: 0.15, 6: 0.1, 7: 0.1, 8: 0.05 },
    },
    { S: 5, cost: 1_225_000, cost_at_3: 1_725_000 },
    1e-6,
  ],
  [
    'newsvendor-explicit',
    { revenue: 1, purchase_cost: 0.3, salvage_value: 0.12, demand_mean: 50, demand_sd: 8 },
    { S: 56.60395592743389, profit: 33.002394806823354 },
    1e-6,
  ],
  // Zheng & Federgruen (1991), Operations Research 39(4), Table 1.
  [
    's-S-poisson',
    { h: 1, p: 9, K: 64, mu: [10, 25, 70] },
    {
      rows_mu_s_S_cost: [
        [10, 6, 40, 35.022],
        [25, 19, 56, 54.262],
        [70, 62, 81, 79.037],
      ],
    },
    6e-4,
  ],
  [
    's-S-poisson',
    { ...costs, fixed_cost: 5, demand_mean: 6 },
    { s: 4, S: 10, cost: 8.034111561471642 },
    1e-6,
  ],
  [
    's-S-power',
    { holding_cost: 0.18, stockout_cost: 0.7, fixed_cost: 2.5, demand_mean: 50, demand_sd: 8 },
    { s: 40.19461695647407, S: 74.29017010980579 },
    1e-6,
  ],
  [
    'r-Q-poisson',
    { holding_cost: 20, stockout_cost: 150, fixed_cost: 100, demand_mean: 1.5, lead_time: 2 },
    { r: 3, Q: 5, cost: 107.92358063314975 },
    1e-6,
  ],
  [
    'wagner-whitin',
    { num_periods: 4, holding_cost: 2, fixed_cost: 500, demand: [90, 120, 80, 70] },
    { order_quantities: [210, 0, 150, 0], cost: 1380 },
    1e-9,
  ],
  // Silver, Pyke, Peterson, Table B.1.
  [
    'loss-normal',
    { z: [-1, 0, 2] },
    { L: [1.0833154705876864, 0.3989422804014327, 0.008490702616829646] },
    1e-9,
  ],
  // Croston (1972); Syntetos & Boylan (2005); Teunter, Syntetos & Babai (2011); start values as R's croston().
  [
    'croston',
    { y: [0, 2, 0, 0, 3, 0, 1, 0, 0, 0, 4, 0], alpha: 0.1, beta: 0.1 },
    { croston: 0.9605436212187638, sba: 0.9125164401578255, tsb: 0.714024360825867 },
    1e-9,
  ],
  // Syntetos, Boylan & Croston (2005), JORS 56(5): limits 1.32 and 0.49.
  [
    'intermittence-class',
    {
      series: {
        smooth: [10, 12, 11, 9, 10, 11, 12, 10],
        erratic: [1, 20, 3, 30, 2, 25, 1, 18],
        intermittent: [0, 5, 0, 0, 5, 0, 5, 0, 0, 5],
        lumpy: [0, 1, 0, 0, 20, 0, 2, 0, 0, 30],
      },
    },
    { class: { smooth: 'smooth', erratic: 'erratic', intermittent: 'intermittent', lumpy: 'lumpy' } },
    0,
  ],
  [
    'days-supply',
    { on_hand: 86, sales_30d: 41, sales_90d: 150, month_sales: 41 },
    {
      days_supply_30: 62.926829268292686,
      days_supply_90: 51.6,
      inventory_coefficient: 2.097560975609756,
      over_warning: true,
    },
    1e-9,
  ],
  // Winston, Operations Research, 4th ed., ch. 7 (Powerco).
  [
    'transport',
    {
      supply: [35, 50, 40],
      demand: [45, 20, 30, 30],
      cost: [
        [8, 6, 10, 9],
        [9, 12, 13, 7],
        [14, 9, 16, 5],
      ],
    },
    { cost: 1020 },
    1e-9,
  ],
]

describe('forecourt stock', () => {
  it.each(printed)('%s gives the printed answer %#', async (method, inputs, expected, tolerance) => {
    for (const given of [
      { method, ...inputs },
      { method, inputs },
      { id: 'x', name: 'y', method, inputs, expected, tolerance },
    ]) {
      const answer = await solve(given)
      for (const [name, value] of Object.entries(expected)) expectClose(answer[name], value, tolerance)
      expect(answer).toMatchObject({ method, converged: true })
    }
  })

  it('answers what the case compares with, and evaluates what is given', async () => {
    const inputs = { holding_cost: 0.18, stockout_cost: 0.7, demand_mean: 50, demand_sd: 8 }
    const asked = await solve({ method: 'newsvendor-normal', inputs, expected: { cost_at_40: 0 } })
    expect(asked.cost_at_40).toBeCloseTo(7.356131552870388, 9)
    const given = await solve({ method: 'newsvendor-normal', ...inputs, base_stock_level: 40 })
    expect(given).toMatchObject({ S: 40 })
    expect(given.cost).toBeCloseTo(7.356131552870388, 9)
    const policy = await solve({
      method: 's-S-poisson',
      ...costs,
      fixed_cost: 5,
      demand_mean: 6,
      s: 6,
      S: 18,
    })
    expect(policy.cost).toBeCloseTo(10.193798671644046, 9)
  })

  it('takes a lead time where there is one, fixed or with probabilities', async () => {
    const inputs = { ...costs, fixed_cost: 5, demand_mean: 2 }
    const fixed = await solve({ method: 's-S-poisson', ...inputs, lead_time: 2 })
    const certain = await solve({ method: 's-S-poisson', ...inputs, lead_time_pmf: { 2: 1 } })
    const random = await solve({ method: 's-S-poisson', ...inputs, lead_time_pmf: [0.5, 0, 0, 0, 0.5] })
    expect(certain).toEqual(fixed)
    expect(Number(random.cost)).toBeGreaterThan(Number(fixed.cost))
  })

  it('says that there are no sales', async () => {
    const answer = await solve({ method: 'days-supply', on_hand: 5, sales_30d: 0, month_sales: 0 })
    expect(answer).toMatchObject({
      days_supply_30: null,
      inventory_coefficient: null,
      over_warning: true,
      reasons: { days_supply_30: 'no sales', inventory_coefficient: 'no sales' },
    })
  })

  it.each([
    ['not json', 'not JSON'],
    ['[1]', 'not a JSON object'],
    ['{"fixed_cost":1}', 'no field "method"'],
    ['{"method":"eoc"}', 'Method "eoc" is unknown: use eoq,'],
    ['{"method":"toString"}', 'Method "toString" is unknown'],
    ['{"method":"eoq","fixed_cost":8,"holding_cost":1}', 'Field "demand_rate" is missing'],
    ['{"method":"eoq","fixed_cost":-8,"holding_cost":1,"demand_rate":2}', 'Field "fixed_cost" is -8'],
    ['{"method":"eoq","fixed_cost":"8","holding_cost":1,"demand_rate":2}', 'Field "fixed_cost" is "8"'],
    [
      '{"method":"eoq","fixed_cost":8,"holding_cost":1,"demand_rate":2,"colour":3}',
      'Field "colour" is unknown',
    ],
    ['{"method":"eoq","fixed_cost":8,"K":8,"holding_cost":1,"demand_rate":2}', 'mean the same'],
    ['{"method":"eoq","inputs":{},"K":8}', 'stands beside "inputs"'],
    ['{"method":"newsvendor-discrete","h":1,"p":4,"demand_pmf":[0.5,0.4]}', 'probabilities sum to 0.9'],
    ['{"method":"newsvendor-poisson","h":0,"p":4,"demand_mean":6}', 'overageCost is 0'],
    ['{"method":"s-S-poisson","h":1,"p":4,"K":5,"mu":6,"s":3}', 'Field "order_up_to_level" is missing'],
    [
      '{"method":"wagner-whitin","num_periods":3,"holding_cost":1,"fixed_cost":2,"demand":[1,2]}',
      '2 entries for 3',
    ],
    ['{"method":"transport","supply":[1],"demand":[2],"cost":[[1]]}', 'demand 2 exceeds supply 1'],
    ['{"method":"days-supply","on_hand":3}', 'Field "sales_30d" is missing'],
  ])('refuses %s in one sentence', async (text, sentence) => {
    const refusal = await solveCase(text).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(Refusal)
    expect((refusal as Refusal).message).toContain(sentence)
    expect((refusal as Refusal).message).toMatch(/^[^\n]*\.$/)
  })
})

function expectClose(found: unknown, expected: unknown, tolerance: number): void {
  if (Array.isArray(expected)) {
    expect(found).toHaveLength(expected.length)
    for (const [i, each] of expected.entries()) expectClose((found as unknown[])[i], each, tolerance)
  } else if (typeof expected === 'number')
    expect(Math.abs(Number(found) - expected)).toBeLessThanOrEqual(tolerance)
  else expect(found).toEqual(expected)
}
