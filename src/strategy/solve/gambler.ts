import { Refusal } from '../../platform/server/refusal.ts'

type Fields = Readonly<Record<string, unknown>>

/** The gambler's problem is told in words and a probability (Sutton & Barto 2018, example 4.3): stakes of 1 …
 *  min(s, goal - s), won with probability p, reward 1 on reaching the goal. Answers the inputs with its rows written
 *  out; other inputs as they are.
 *  @throws Refusal for a model that is told in words which are not these */
export function spellOutGambler(inputs: Fields): Fields {
  const { generator, p } = inputs
  if (generator === undefined || inputs.transitions !== undefined) return inputs
  const goal = Number(String(generator).match(/stake a in 1\.\.min\(s, ?(\d+) ?- ?s\)/)?.[1])
  if (!(goal >= 2))
    throw new Refusal(
      'The model is told in words (generator) that cannot be read: give transitions and rewards.',
    )
  if (typeof p !== 'number' || !(p >= 0 && p <= 1))
    throw new Refusal(`p is ${JSON.stringify(p)}; the chance to win a stake must be from 0 to 1.`)
  const transitions: number[][] = []
  const rewards: number[][] = []
  for (let s = 1; s < goal; s++)
    for (let stake = 1; stake <= Math.min(s, goal - s); stake++) {
      transitions.push([s, stake, s + stake, p], [s, stake, s - stake, 1 - p])
      if (s + stake === goal) rewards.push([s, stake, p])
    }
  return { ...inputs, nStates: goal + 1, transitions, rewards, absorbing: [0, goal] }
}
