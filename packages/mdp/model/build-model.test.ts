import { describe, expect, it } from 'vitest'
import { buildModel, checkModel, type ModelInputs } from '../index.ts'

const sure = [
  [0, 0, 1, 1],
  [1, 0, 0, 1],
]

describe('a model', () => {
  it('is the same whatever the order of the rows, and leaves out what never happens', () => {
    const transitions = [
      [1, 3, 0, 1],
      [0, 5, 1, 0.25],
      [0, 2, 0, 1],
      [0, 5, 0, 0.75],
      [0, 5, 2, 0],
      [2, 0, 2, 1],
    ]
    const rewards = [
      [0, 5, 7],
      [1, 3, -2],
    ]
    const model = buildModel({ nStates: 3, transitions, rewards })
    expect(model).toEqual(
      buildModel({ nStates: 3, transitions: transitions.toReversed(), rewards: rewards.toReversed() }),
    )
    expect(model).toEqual({
      stateCount: 3,
      rowStart: Int32Array.of(0, 2, 3, 4),
      action: Int32Array.of(2, 5, 3, 0),
      entryStart: Int32Array.of(0, 1, 3, 4, 5),
      successor: Int32Array.of(0, 0, 1, 0, 2),
      probability: Float64Array.of(1, 0.75, 0.25, 1, 1),
      reward: Float64Array.of(0, 7, -2, 0),
    })
    expect(checkModel(model)).toBe(model)
  })

  it('adds up transitions that are given in parts', () => {
    const parts = [
      [0, 0, 0, 0.5],
      [0, 0, 1, 0.25],
      [0, 0, 0, 0.25],
      [1, 0, 1, 1],
    ]
    const { probability, successor } = buildModel({ nStates: 2, transitions: parts, rewards: [] })
    expect([...probability, ...successor]).toEqual([0.75, 0.25, 1, 0, 1, 1])
  })

  it('expects R(s,a,s′) over the successors', () => {
    const transitions = [
      [0, 0, 0, 0.25],
      [0, 0, 1, 0.75],
      [1, 0, 1, 1],
    ]
    const rewards = [
      [0, 0, 0, 8],
      [0, 0, 1, 4],
      [1, 0, 0, 0],
    ]
    expect([...buildModel({ nStates: 2, transitions, rewards }).reward]).toEqual([5, 0])
  })

  it('takes uniform transitions where none are given', () => {
    const { probability, successor, action } = buildModel({
      nStates: 2,
      rewards: [
        [0, 4, 1],
        [1, 0, 2],
      ],
    })
    expect([...probability, ...successor, ...action]).toEqual([0.5, 0.5, 0.5, 0.5, 0, 1, 0, 1, 4, 0])
  })

  it('lets absorbing states without rows stay', () => {
    const model = buildModel({ nStates: 2, transitions: [[0, 0, 1, 1]], rewards: [], absorbing: [1, 1] })
    expect([...model.successor, ...model.reward]).toEqual([1, 1, 0, 0])
  })

  it('scales digits that were cut off to one', () => {
    const cut = [
      [0, 0, 0, 0.333333333],
      [0, 0, 1, 0.666666666],
      [1, 0, 1, 1],
    ]
    const { probability } = buildModel({ nStates: 2, transitions: cut, rewards: [] })
    expect(probability[0]! + probability[1]!).toBeCloseTo(1, 15)
  })
})

describe('a model that cannot be is refused, and the row named:', () => {
  const refusals: [what: string, inputs: Record<string, unknown>, message: RegExp][] = [
    ['no states', { nStates: 0 }, /nStates is 0/],
    ['half a state', { nStates: 1.5 }, /nStates is 1.5/],
    [
      'an unknown state',
      { transitions: [[0, 0, 2, 1]] },
      /row 0 \[0,0,2,1\]: state 2 does not exist; states are 0 … 1/,
    ],
    ['a negative state', { transitions: [[-1, 0, 0, 1]] }, /row 0 .*state -1 does not exist/],
    ['a state of text', { transitions: [['0', 0, 0, 1]] }, /row 0 .*"0" is not a finite/],
    ['a negative action', { transitions: [[0, -1, 0, 1]] }, /action -1 is not a whole number/],
    [
      'a negative probability',
      {
        transitions: [
          [0, 0, 0, 1],
          [1, 0, 1, -0.1],
        ],
      },
      /row 1 .*probability -0.1 is negative/,
    ],
    ['a probability above one', { transitions: [[0, 0, 0, 1.2]] }, /probability 1.2 is above 1/],
    ['NaN', { transitions: [[0, 0, 0, Number.NaN]] }, /NaN is not a finite number/],
    [
      'a row that sums to less',
      {
        transitions: [
          [0, 0, 0, 0.9],
          [1, 0, 1, 1],
        ],
      },
      /state 0, action 0 sum to 0.9/,
    ],
    [
      'a row that sums to more',
      { transitions: [...sure, [1, 0, 1, 0.001]] },
      /state 1, action 0 sum to 1.001/,
    ],
    ['a short row', { transitions: [[0, 0, 1]] }, /row 0 \[0,0,1\]: a transition is/],
    ['no list', { transitions: 7 }, /transitions is 7/],
    ['a missing list', { rewards: undefined }, /rewards is undefined/],
    ['a state without action', { transitions: [[0, 0, 0, 1]] }, /State 1 has no action/],
    ['a reward of text', { rewards: [[0, 0, 'NaN']] }, /row 0 .*"NaN" is not a finite/],
    ['an endless reward', { rewards: [[0, 0, Infinity]] }, /Infinity is not a finite number/],
    ['a reward beyond sums', { rewards: [[0, 0, -1e308]] }, /row 0 .*reward -1e\+308 is too great/],
    ['a lone absorbing state', { absorbing: 1 }, /absorbing is 1; it must be a list/],
    ['a reward of nobody', { rewards: [[0, 0]] }, /a reward is \[state, action, reward\]/],
    [
      'a reward twice',
      {
        rewards: [
          [0, 0, 1],
          [0, 0, 1],
        ],
      },
      /row 1 .*given before, by rewards row 0/,
    ],
    [
      'a reward in two ways',
      {
        rewards: [
          [0, 0, 1],
          [0, 0, 1, 1],
        ],
      },
      /row 1 .*given before/,
    ],
    [
      'a reward of a successor twice',
      {
        rewards: [
          [0, 0, 1, 3],
          [0, 0, 1, 4],
        ],
      },
      /row 1 .*given before/,
    ],
    ['a reward for what cannot be done', { rewards: [[0, 1, 1]] }, /state 0 cannot take action 1/],
    ['a reward never earned', { rewards: [[0, 0, 0, 5]] }, /never goes to state 0 by action 0/],
    ['an absorbing state that is not', { absorbing: [2] }, /absorbing\[0\]: state 2 does not exist/],
    ['an absorbing state that is left', { absorbing: [1] }, /State 1 .*absorbing.* leads to state 0/],
  ]
  for (const [what, inputs, message] of refusals)
    it(what, () => {
      const build = () => buildModel({ nStates: 2, transitions: sure, rewards: [], ...inputs } as ModelInputs)
      expect(build).toThrow(message)
    })
})

describe('arrays filled by hand are refused when', () => {
  const model = buildModel({ nStates: 2, transitions: [...sure, [1, 1, 1, 1]], rewards: [] })
  const faults: [what: string, fault: Partial<typeof model>, message: RegExp][] = [
    ['there are no states', { stateCount: 0 }, /stateCount is 0/],
    ['lengths differ', { reward: new Float64Array(2) }, /reward has 2 numbers, not 3/],
    ['a state has no row', { rowStart: Int32Array.of(0, 0, 3) }, /State 0 has no action/],
    ['rows do not end', { rowStart: Int32Array.of(0, 1, 2) }, /rowStart runs from 0 to 2/],
    ['actions do not ascend', { action: Int32Array.of(0, 1, 1) }, /actions of state 1 do not ascend/],
    [
      'a successor is unknown',
      { successor: Int32Array.of(1, 2, 1) },
      /row 1 .*entry 1: state 2 does not exist/,
    ],
    ['a probability is negative', { probability: Float64Array.of(1, -1, 1) }, /entry 1: probability -1/],
    ['a probability is NaN', { probability: Float64Array.of(1, Number.NaN, 1) }, /entry 1: probability NaN/],
    ['a row does not sum to one', { probability: Float64Array.of(1, 1, 0.5) }, /row 2 .*sum to 0.5/],
    [
      'a reward is NaN',
      { reward: Float64Array.of(0, 0, Number.NaN) },
      /row 2 \(state 1, action 1\): reward NaN/,
    ],
    ['entries do not end', { entryStart: Int32Array.of(0, 1, 2, 2) }, /entryStart runs from 0 to 2/],
  ]
  for (const [what, fault, message] of faults)
    it(what, () => expect(() => checkModel({ ...model, ...fault })).toThrow(message))
})
