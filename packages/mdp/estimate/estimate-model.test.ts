import { describe, expect, it } from 'vitest'
import { simulatePath } from '../chain/simulate.ts'
import { funnel } from '../testing/small-models.ts'
import { type EstimateInputs, estimateModel } from './estimate-model.ts'
import { countTransitions, type LoggedStep } from './event-log.ts'

describe('a model from counts', () => {
  it('adds up lines in any order and gives each row the mean of its posterior', () => {
    const { model, alpha, support } = estimateModel({
      stateCount: 3,
      counts: [
        [1, 5, 2, 4],
        [0, 0, 1, 2],
        [1, 5, 0, 1],
        [0, 0, 0, 1],
        [0, 0, 1, 1],
        [1, 2, 0, 0],
      ],
      rewards: [
        [1, 5, 7],
        [0, 0, -1],
      ],
      prior: 1,
      terminal: [2],
    })
    expect([...model.rowStart]).toEqual([0, 1, 3, 4])
    expect([...model.action]).toEqual([0, 2, 5, 0])
    expect([...model.entryStart]).toEqual([0, 2, 3, 5, 6])
    expect([...model.successor]).toEqual([0, 1, 0, 0, 2, 2])
    expect([...alpha]).toEqual([2, 4, 1, 2, 5, 1])
    ;[2 / 6, 4 / 6, 1, 2 / 7, 5 / 7, 1].forEach((p, e) => {
      expect(model.probability[e]).toBeCloseTo(p, 15)
    })
    expect([...model.reward]).toEqual([-1, 0, 7, 0])
    expect([...support]).toEqual([4, 0, 5, 0])
  })

  it('says which rows too few observations stand behind', () => {
    const counts: [number, number, number, number][] = [
      [0, 0, 0, 9],
      [0, 1, 0, 10],
      [1, 0, 0, 0],
    ]
    const { unsupported } = estimateModel({ stateCount: 2, counts, prior: 0.5, supportMin: 10 })
    expect(unsupported).toEqual([
      { row: 0, state: 0, action: 0, support: 9 },
      { row: 2, state: 1, action: 0, support: 0 },
    ])
  })

  it('finds back the funnel that walked', () => {
    const policy = Float64Array.from(funnel.action, () => 0)
    for (let s = 0; s < 8; s++)
      policy.fill(
        1 / (funnel.rowStart[s + 1]! - funnel.rowStart[s]!),
        funnel.rowStart[s],
        funnel.rowStart[s + 1],
      )
    const steps: LoggedStep[] = []
    for (let seed = 0; seed < 500; seed++) {
      const { state, row, reward } = simulatePath(funnel, policy, {
        seed,
        start: [...Array(7).fill(1 / 7), 0],
        steps: 12,
      })
      row.forEach((each, t) => {
        if (state[t] !== 7) steps.push([state[t]!, funnel.action[each]!, reward[t]!, state[t + 1]!])
      })
    }
    const { model, support } = estimateModel({ stateCount: 8, ...countTransitions(steps), terminal: [7] })
    expect(model.action).toEqual(funnel.action)
    expect(model.successor).toEqual(funnel.successor)
    model.reward.forEach((each, row) => {
      expect(each).toBeCloseTo(funnel.reward[row]!, 9)
    })
    for (let row = 0; row < 13; row++)
      for (let e = model.entryStart[row]!; e < model.entryStart[row + 1]!; e++) {
        const p = funnel.probability[e]!
        const error = Math.sqrt((p * (1 - p)) / support[row]!)
        expect(Math.abs(model.probability[e]! - p)).toBeLessThanOrEqual(4 * error)
      }
  })

  it('counts steps with the mean of their rewards and its standard error', () => {
    const rewards = [1e9 + 1, 1e9 + 4, 1e9 + 7, 1e9 + 2]
    const counted = countTransitions([...rewards.map((r): LoggedStep => [0, 1, r, 0]), [2, 0, 5, 0]])
    expect(counted.counts).toEqual([
      [0, 1, 0, 4],
      [2, 0, 0, 1],
    ])
    expect(counted.rewards[0]![2]).toBeCloseTo(1e9 + 3.5, 6)
    expect(counted.rewardErrors[0]![2]).toBeCloseTo(Math.sqrt(21 / 3 / 4), 6)
    expect(counted.rewardErrors[1]).toEqual([2, 0, 0])
    expect(() => countTransitions([[0, 0, Number.POSITIVE_INFINITY, 0]])).toThrow('step 0')
  })

  it('names the line that is wrong', () => {
    const fine: EstimateInputs = {
      stateCount: 2,
      counts: [
        [0, 0, 1, 3],
        [1, 0, 0, 1],
      ],
    }
    const refused: [object, string][] = [
      [
        {
          counts: [
            [0, 0, 1, 1],
            [1, 0, 2, 1],
          ],
        },
        'counts row 1 [1,0,2,1]: state 2 does not exist; states are 0 … 1',
      ],
      [
        {
          counts: [
            [0, 0, 1, -1],
            [1, 0, 0, 1],
          ],
        },
        'counts row 0',
      ],
      [
        {
          counts: [
            [0, 0.5, 1, 1],
            [1, 0, 0, 1],
          ],
        },
        'action 0.5',
      ],
      [{ counts: [[0, 0, 1, 1]] }, 'state 1 has no counts'],
      [
        {
          counts: [
            [0, 0, 1, 0],
            [1, 0, 0, 1],
          ],
        },
        'state 0, action 0: no observations and no prior',
      ],
      [{ terminal: [1] }, 'state 1 is terminal'],
      [{ terminal: [5] }, 'terminal: state 5'],
      [{ rewards: [[0, 3, 1]] }, 'rewards row 0 [0,3,1]: action 3 has no counts in state 0'],
      [{ rewards: [[2, 0, 1]] }, 'rewards row 0'],
      [{ rewardErrors: [[0, 0, Number.NaN]] }, 'rewardErrors row 0'],
      [{ prior: -1 }, 'prior'],
      [{ stateCount: 0 }, 'stateCount'],
    ]
    for (const [change, message] of refused)
      expect(() => estimateModel({ ...fine, ...change })).toThrow(message)
  })
})
