import { describe, expect, it } from 'vitest'
import { createRandom } from '../chain/random.ts'
import { modelOf } from '../testing/small-models.ts'
import { horizonValue } from './horizon-value.ts'
import { type EpisodeStep, evaluateOffPolicy, type OffPolicyName } from './off-policy.ts'

/** est-ope-8: Precup, Sutton and Singh (2000), Jiang and Li (2016), Thomas and Brunskill (2016) */
const behaviour = [
  [0.7, 0.3],
  [0.5, 0.5],
]
const target = [
  [0.2, 0.8],
  [0.1, 0.9],
]
const pay = (s: number, a: number) =>
  [
    [1, 0],
    [2, 3],
  ][s]![a]!
const episodes = [
  '00110011',
  '00000000',
  '00011001',
  '00100101',
  '00000001',
  '00000000',
  '01111000',
  '00001001',
].map(text =>
  [0, 2, 4, 6].map((at): EpisodeStep => {
    const s = Number(text[at])
    const a = Number(text[at + 1])
    return [s, a, pay(s, a)]
  }),
)
const qHat = [
  [
    [4.3503, 4.4161],
    [4.864, 6.7298],
  ],
  [
    [3.1531, 3.199],
    [3.6748, 5.5207],
  ],
  [
    [1.7181, 1.9116],
    [2.1807, 4.1742],
  ],
  [
    [0.9, 0],
    [1.8, 2.7],
  ],
]
/** the chain behind it: Q̂ is 0.9 times the truth, which gives the probabilities away */
const upward = [
  [0.3, 0.8],
  [0.1, 0.6],
]
const model = modelOf(
  2,
  [0, 1].flatMap(s =>
    [0, 1].flatMap(a => [[s, a, 1, upward[s]![a]!] as const, [s, a, 0, 1 - upward[s]![a]!] as const]),
  ),
  [
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 2],
    [1, 1, 3],
  ],
)
const published = {
  IS: 0.7157759202184277,
  WIS: 3.8939608418720573,
  PDIS: 2.442202307371929,
  PDWIS: 4.585029187271301,
  DR: 5.105878621106485,
  WDR: 5.348647855893351,
}
const names = Object.keys(published) as OffPolicyName[]
const inputs = { gamma: 0.9, episodes, behaviour, target, qHat }

describe('off-policy estimators', () => {
  it('give the figures of est-ope-8', () => {
    const report = evaluateOffPolicy(inputs)
    for (const name of names) expect(report.estimate[name]).toBeCloseTo(published[name], 12)
    expect(report.effectiveSampleSize).toBeCloseTo(4.493177367671916, 12)
    const truth = horizonValue(model, Float64Array.of(0.2, 0.8, 0.1, 0.9), {
      gamma: 0.9,
      horizon: 4,
      start: 0,
    })
    expect(truth).toBeCloseTo(4.892204225000001, 12)
    expect(report.warnings).toEqual([])
  })

  it('all coincide with the mean return when the target is who acted', () => {
    const report = evaluateOffPolicy({ ...inputs, target: behaviour, qHat: undefined })
    const returns = episodes.map(each => each.reduce((sum, [, , r], t) => sum + 0.9 ** t * r, 0))
    const mean = returns.reduce((sum, each) => sum + each, 0) / 8
    for (const name of ['IS', 'WIS', 'PDIS', 'PDWIS'] as const)
      expect(report.estimate[name]).toBeCloseTo(mean, 12)
    expect([report.estimate.DR, report.estimate.WDR]).toEqual([null, null])
    expect(report.effectiveSampleSize).toBeCloseTo(8, 12)
    const guessless = evaluateOffPolicy({
      ...inputs,
      qHat: [
        [0, 0],
        [0, 0],
      ],
    }).estimate
    expect(guessless.DR).toBeCloseTo(published.PDIS, 12) // without a guess, nothing is corrected
    expect(guessless.WDR).toBeCloseTo(published.PDWIS, 12)
  })

  it('are unbiased where they promise it: over all episodes there are, IS, PDIS and DR are the truth', () => {
    const horizon = 3
    const truth = horizonValue(model, Float64Array.of(0.2, 0.8, 0.1, 0.9), { gamma: 0.9, horizon, start: 0 })
    const expected = { IS: 0, PDIS: 0, DR: 0 }
    const walk = (episode: EpisodeStep[], s: number, chance: number) => {
      if (episode.length === horizon) {
        const { estimate } = evaluateOffPolicy({ ...inputs, episodes: [episode] })
        for (const name of ['IS', 'PDIS', 'DR'] as const) expected[name] += chance * estimate[name]!
        return
      }
      for (const a of [0, 1])
        for (const [next, p] of [
          [1, upward[s]![a]!],
          [0, 1 - upward[s]![a]!],
        ] as const)
          walk([...episode, [s, a, pay(s, a)]], next, chance * behaviour[s]![a]! * p)
    }
    walk([], 0, 1)
    for (const value of Object.values(expected)) expect(value).toBeCloseTo(truth, 12)
  })

  it('come within four standard errors of the truth, which their intervals measure', () => {
    const random = createRandom(6)
    const many = Array.from({ length: 3000 }, () => {
      let s = 0
      return Array.from({ length: 4 }, (): EpisodeStep => {
        const a = random.categorical(behaviour[s]!)
        const step: EpisodeStep = [s, a, pay(s, a)]
        s = random.uniform() < upward[s]![a]! ? 1 : 0
        return step
      })
    })
    const bootstrap = { samples: 60, seed: 3, level: 0.6827 } // one standard error either way
    const report = evaluateOffPolicy({ ...inputs, episodes: many, bootstrap })
    for (const name of names) {
      const [lower, upper] = report.interval[name]!
      expect(Math.abs(report.estimate[name]! - 4.892204225)).toBeLessThan(2 * (upper - lower))
      expect(upper - lower).toBeLessThan(0.7)
    }
    expect(evaluateOffPolicy({ ...inputs, episodes: many, bootstrap })).toEqual(report)
    const widths = (['IS', 'PDIS', 'DR'] as const).map(
      name => report.interval[name]![1] - report.interval[name]![0],
    )
    expect(widths[0]).toBeGreaterThan(widths[1]!)
    expect(widths[1]).toBeGreaterThan(widths[2]!)
  })

  it('carry the weight of an episode that ended early', () => {
    const short = [
      [[0, 1, 1]],
      [
        [0, 0, 1],
        [0, 1, 1],
      ],
    ] as EpisodeStep[][]
    const { estimate } = evaluateOffPolicy({
      gamma: 1,
      episodes: short,
      behaviour: [[0.5, 0.5]],
      target: [[0.25, 0.75]],
    })
    // ρ: 1.5; 0.5, 0.75. Step 0: (1.5 + 0.5) / 2; step 1: 0.75 / (1.5 + 0.75)
    expect(estimate.PDWIS).toBeCloseTo(1 + 0.75 / 2.25, 12)
    expect(estimate.WIS).toBeCloseTo((1.5 + 0.75 * 2) / 2.25, 12)
  })

  it('refuse what a log cannot tell, by name', () => {
    const unseen = {
      ...inputs,
      behaviour: [
        [1, 0],
        [0.5, 0.5],
      ],
    }
    expect(() => evaluateOffPolicy(unseen)).toThrow(
      'state 0, action 1: the target takes it with probability 0.8',
    )
    const impossible = {
      ...unseen,
      target: [
        [1, 0],
        [0.1, 0.9],
      ],
    }
    expect(() => evaluateOffPolicy(impossible)).toThrow(
      'episode 2, step 1 [0,1,0]: behaviour never takes action 1',
    )
    const refused: [object, string][] = [
      [{ episodes: [] }, 'no episodes'],
      [{ gamma: 1.1 }, 'gamma'],
      [
        {
          target: [
            [0.2, 0.7],
            [0.1, 0.9],
          ],
        },
        'target of state 0',
      ],
      [{ episodes: [[[0, 0, Number.NaN]]] }, 'episode 0, step 0'],
      [{ episodes: [[[2, 0, 1]]] }, 'state 2 is not known'],
      [{ qHat: qHat.slice(0, 2) }, 'qHat has no row for step 2'],
      [{ bootstrap: { samples: 1, seed: 1 } }, 'bootstrap samples'],
    ]
    for (const [change, message] of refused)
      expect(() => evaluateOffPolicy({ ...inputs, ...change })).toThrow(message)
  })

  it('warn of weights that few episodes carry, and of a log that says nothing', () => {
    const rare = { gamma: 1, behaviour: [[0.001, 0.999]], target: [[1, 0]], weightLimit: 100 }
    const others = Array.from({ length: 30 }, (): EpisodeStep[] => [[0, 1, 0]])
    const report = evaluateOffPolicy({ ...rare, episodes: [...others, [[0, 0, 5]]] })
    expect(report).toMatchObject({ weightMaxShare: 1, effectiveSampleSize: 1 })
    expect(report.weightMax).toBeCloseTo(1000, 9)
    expect(report.warnings).toHaveLength(2)
    const nothing = evaluateOffPolicy({ ...rare, episodes: others, bootstrap: { samples: 5, seed: 1 } })
    expect(nothing.estimate).toMatchObject({ IS: 0, WIS: null, PDWIS: null })
    expect(nothing.interval).toMatchObject({ IS: [0, 0], WIS: null })
    expect(nothing.warnings).toEqual(['no episode could have come from the target policy'])
  })
})
