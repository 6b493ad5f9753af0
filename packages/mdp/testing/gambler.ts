import { buildModel, type Model } from '../index.ts'

/** The gambler's problem: state s stakes 1 … what is held or lacking, and wins with probability p; the goal is worth 1. */
export function gambler(p: number, goal: number): Model {
  const transitions: number[][] = []
  const rewards: number[][] = []
  for (let s = 1; s < goal; s++)
    for (let stake = 1; stake <= Math.min(s, goal - s); stake++) {
      transitions.push([s, stake, s + stake, p], [s, stake, s - stake, 1 - p])
      if (s + stake === goal) rewards.push([s, stake, goal, 1])
    }
  return buildModel({ nStates: goal + 1, transitions, rewards, absorbing: [0, goal] })
}
