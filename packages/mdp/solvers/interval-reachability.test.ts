import { describe, expect, it } from 'vitest'
import { intervalReachability } from '../index.ts'

/** tiny-01 of moves-rwth/storm: RobustMdpPrctlModelCheckerTest.cpp */
const tiny = [
  [
    [
      [1, 0.4, 0.9],
      [2, 0.5, 0.8],
    ],
  ],
  [[[1, 1, 1]]],
  [[[2, 1, 1]]],
]

describe('reaching a state under intervals (mdp-interval-tiny01)', () => {
  const answers = [
    ['reach', 'against', 0.4],
    ['reach', 'with', 0.5],
    ['avoid', 'against', 0.5],
    ['avoid', 'with', 0.4],
  ] as const
  for (const [aim, nature, wanted] of answers)
    it(`to ${aim}, nature ${nature}, is that of storm`, () => {
      const { value, converged } = intervalReachability(tiny, { target: 1, aim, nature })
      expect(converged).toBe(true)
      expect([...value].map(each => each.toFixed(9))).toEqual([
        wanted.toFixed(9),
        '1.000000000',
        '0.000000000',
      ])
    })

  it('chooses among actions, and around a cycle: 0 stays or goes, by a coin of 0.2 … 0.4', () => {
    const intervals = [
      [
        [[0, 1, 1]],
        [
          [1, 0.2, 0.4],
          [2, 0.1, 0.1],
          [0, 0.5, 0.7],
        ],
      ],
      [[[1, 1, 1]]],
      [[[2, 1, 1]]],
    ]
    const of = (aim: 'reach' | 'avoid') =>
      intervalReachability(intervals, { target: 1, aim, nature: 'against' })
    expect(of('reach').value[0]).toBeCloseTo(0.2 / 0.3, 9)
    expect(of('avoid').value[0]).toBe(0)
  })

  const refusals: [what: string, row: number[][], message: RegExp][] = [
    ['an unknown state', [[3, 1, 1]], /state 0, action 0: state 3 does not exist/],
    ['an interval upside down', [[1, 0.5, 0.4]], /to state 1: 0.5 … 0.4 is no interval/],
    ['too little', [[1, 0.1, 0.4]], /sum from 0.1 to 0.4/],
    [
      'too much',
      [
        [1, 0.6, 1],
        [2, 0.6, 1],
      ],
      /sum from 1.2 to 2/,
    ],
  ]
  for (const [what, row, message] of refusals)
    it(`refuses ${what}`, () =>
      expect(() =>
        intervalReachability([[row], ...tiny.slice(1)], { target: 1, aim: 'reach', nature: 'with' }),
      ).toThrow(message))
})
