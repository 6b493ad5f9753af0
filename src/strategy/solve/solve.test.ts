import { describe, expect, it } from 'vitest'
import { drawModel } from '../../../packages/mdp/testing/random-model.ts'
import { presentJson, presentText } from './answer.ts'
import type { Wishes } from './problem.ts'
import { problemOfModel, readProblem } from './read-problem.ts'
import { solveProblem } from './solve-problem.ts'
import { twoStates } from './two-states.fixtures.ts'

async function solve(json: unknown, wishes: Wishes = {}): Promise<Record<string, unknown>> {
  const problem = readProblem(json, wishes)
  const answer = await solveProblem(problem, wishes)
  return JSON.parse(JSON.stringify(presentJson(answer, { ...problem, seconds: 0, isListed: true })))
}

describe('forecourt solve', () => {
  it('answers every field, of a bare model as of a case, and says what it took the problem for', async () => {
    const answer = await solve(twoStates)
    expect(answer).toEqual(await solve({ id: 'a case', inputs: twoStates }))
    expect(answer).toMatchObject({
      criterion: 'discounted',
      method: 'policy-iteration',
      policy: [0, 0],
      optimalActions: [[0], [0]],
      gain: null,
      converged: true,
      notes: ['no criterion is given: taken as discounted'],
    })
    expect((answer.V as number[])[0]).toBeCloseTo(-60 / 7, 10)
    expect((answer.Q as number[][])[0]![1]).toBeCloseTo(-9, 10)
    expect((answer.Q as number[][])[1]).toHaveLength(1)
  })

  const byMethod: [string, object][] = [
    ['value-iteration', {}],
    ['gauss-seidel', {}],
    ['policy-iteration', {}],
    ['modified-policy-iteration', {}],
    ['linear-program', {}],
    ['relative-value-iteration', { criterion: 'average' }],
    ['policy-iteration', { criterion: 'average' }],
    ['linear-program', { criterion: 'average' }],
    ['backward-induction', { horizon: 2 }],
    ['evaluate', { policy: [0, 0] }],
  ]
  for (const [method, more] of byMethod)
    it(`by ${method} ${JSON.stringify(more)}`, async () => {
      const answer = await solve({ ...twoStates, ...more }, { method } as Wishes)
      expect(answer).toMatchObject({ method, converged: true })
      if ('criterion' in more) expect(answer.gain).toBeCloseTo(-1, 5)
      else if ('horizon' in more) expect((answer.V_by_stage as number[][])[1]).toEqual([10, -1])
      else expect((answer.V as number[])[0]).toBeCloseTo(-60 / 7, 5)
    })

  it('answers both criteria of discounted+average', async () => {
    const answer = await solve({ ...twoStates, criterion: 'discounted+average' })
    expect(answer.gain).toBeCloseTo(-1, 10)
    expect((answer.V as number[])[1]).toBeCloseTo(-20, 10)
    expect(answer).toMatchObject({ gain_policy: [1, 1].map(() => 0), converged: true })
  })

  it('evaluates policies told as actions, as probabilities, as rows and in a word', async () => {
    const told = [
      [[0.5, 0.5], [1]],
      [
        [0, 0, 0.5],
        [0, 1, 0.5],
        [1, 0, 1],
      ],
      'uniform',
      [{ 0: 0.5, 1: 0.5 }, 0],
    ]
    for (const policy of told) {
      const { V } = await solve({ ...twoStates, gamma: 0.5, criterion: 'evaluate-policy', policy })
      expect((V as number[])[0]).toBeCloseTo(54 / 7, 10)
    }
  })

  it('answers the gain of a policy that never ends, where nothing is discounted', async () => {
    const { V, gain } = await solve({ ...twoStates, gamma: 1, policy: [0, 0] })
    expect([V, gain]).toEqual([null, -1])
  })

  it('spells out the gambler', async () => {
    const generator = 's=1..99, stake a in 1..min(s,100-s); s+a with prob p, s-a with 1-p'
    const { V } = await solve({ criterion: 'total', gamma: 1, generator, p: 0.25 })
    expect((V as number[])[50]).toBeCloseTo(0.25, 12)
    await expect(solve({ generator: 'throw dice' })).rejects.toThrow('cannot be read')
  })

  it('discounts a total reward where gamma says so', async () => {
    const answer = await solve({ ...twoStates, criterion: 'total' })
    expect(answer).toMatchObject({
      criterion: 'discounted',
      notes: ['gamma is 0.95: the total reward is discounted'],
    })
  })

  it('takes the discount asked for, and a limit', async () => {
    const { V } = await solve(twoStates, { gamma: 0 })
    expect(V).toEqual([10, -1])
    const stopped = await solve(twoStates, { method: 'value-iteration', iterations: 1 })
    expect(stopped).toMatchObject({ iterations: 1, converged: false })
  })

  it('takes the criterion asked for, of a file as of a binary model', async () => {
    expect((await solve(twoStates, { criterion: 'average' })).gain).toBeCloseTo(-1, 10)
    const model = drawModel({ states: 30, actions: 2, successors: 2, band: 0, seed: 1 })
    const answer = await solveProblem(problemOfModel(model, { criterion: 'average' }), {})
    expect(answer).toMatchObject({ method: 'policy-iteration', converged: true })
  })

  for (const [method] of byMethod.slice(0, 5))
    it(`the gambler by ${method}`, async () => {
      const generator = 's=1..19, stake a in 1..min(s,20-s); s+a with prob p, s-a with 1-p'
      const answer = await solve({ criterion: 'total', generator, p: 0.25 }, { method } as Wishes)
      expect(answer).toMatchObject({ method, converged: true })
      expect((answer.V as number[])[10]).toBeCloseTo(0.25, 9)
    })

  it('solves a large model by the fast method, and leaves the lists out of what is printed', async () => {
    const wishes = { gamma: 0.9 }
    const problem = problemOfModel(
      drawModel({ states: 12_000, actions: 2, successors: 2, band: 9, seed: 1 }),
      wishes,
    )
    const answer = await solveProblem(problem, wishes)
    const circumstances = { ...problem, seconds: 1, isListed: false }
    expect(presentJson(answer, circumstances)).toMatchObject({
      method: 'modified-policy-iteration',
      V: null,
      policy: null,
      converged: true,
    })
    expect(presentText(answer, circumstances)).toMatch(/V_mean \d/)
  })

  it('tells people in a table', async () => {
    const problem = readProblem(twoStates, {})
    const text = presentText(await solveProblem(problem, {}), { ...problem, seconds: 0, isListed: true })
    expect(text).toMatch(/discounted, gamma 0.95, 2 states: policy-iteration\n/)
    expect(text).toMatch(/ {4}1 {11}-20 {13}0\n$/)
  })

  const refusals: [what: string, json: unknown, wishes: Wishes, message: string | RegExp][] = [
    ['a list', [1], {}, 'must be a JSON object'],
    ['no states', { rewards: [] }, {}, 'nStates is missing'],
    ['no rewards', { nStates: 1 }, {}, 'rewards is missing'],
    ['a gamma of text', { ...twoStates, gamma: 'high' }, {}, 'gamma is "high"'],
    ['a gamma above one', { ...twoStates, gamma: 1.2 }, {}, 'gamma is 1.2'],
    ['no gamma', { ...twoStates, gamma: undefined }, {}, 'gamma is missing'],
    [
      'an unknown criterion',
      { ...twoStates, criterion: 'best' },
      {},
      'criterion "best" is not one of discounted',
    ],
    ['a method that does not fit', twoStates, { method: 'backward-induction', gamma: 2 }, 'gamma is 2'],
    [
      'a method of others',
      { ...twoStates, criterion: 'average' },
      { method: 'gauss-seidel' },
      /does not solve .* average/,
    ],
    ['half a horizon', { ...twoStates, horizon: 1.5 }, {}, 'horizon is 1.5'],
    [
      'a short terminal',
      { ...twoStates, horizon: 1, terminal: [0] },
      {},
      'list of 2 numbers, one for each state; it has 1',
    ],
    [
      'a terminal of text',
      { ...twoStates, horizon: 1, terminal: [0, 'x'] },
      {},
      'terminal of state 1 is "x"',
    ],
    ['no policy', twoStates, { method: 'evaluate' }, 'policy is missing'],
    ['a short policy', { ...twoStates, policy: [0] }, {}, 'policy has 1 entries; the model has 2 states'],
    [
      'an action that cannot be',
      { ...twoStates, policy: [0, 1] },
      {},
      'takes action 1 in state 1, which has the actions 0',
    ],
    [
      'half a policy',
      { ...twoStates, policy: [[0.5, 0.4], [1]] },
      {},
      /state 0: the probabilities of its rows sum to 0.9/,
    ],
    [
      'an undiscounted discount',
      { ...twoStates, criterion: 'discounted', gamma: 1 },
      {},
      'does not discount',
    ],
    ['what never ends', { ...twoStates, gamma: 1 }, {}, /no proper policy/],
  ]
  for (const [what, json, wishes, message] of refusals)
    it(`refuses ${what}`, () => expect(solve(json, wishes)).rejects.toThrow(message))
})
