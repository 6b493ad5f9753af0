import type { Model } from '../model.ts'

/** The Markov chain that a policy makes of a model: the same states, one row each. */
export function chainOfPolicy(model: Model, policy: Int32Array): Model {
  const { stateCount, entryStart, successor, probability, reward } = model
  const starts = new Int32Array(stateCount + 1)
  for (let s = 0; s < stateCount; s++)
    starts[s + 1] = starts[s]! + entryStart[policy[s]! + 1]! - entryStart[policy[s]!]!
  const chain = emptyChain(stateCount, starts)
  for (let s = 0; s < stateCount; s++) {
    const row = policy[s]!
    let to = starts[s]!
    for (let i = entryStart[row]!; i < entryStart[row + 1]!; i++, to++) {
      chain.successor[to] = successor[i]!
      chain.probability[to] = probability[i]!
    }
    chain.reward[s] = reward[row]!
  }
  return chain
}

/** The chain of a policy that takes each row with a probability [rowCount]. */
export function chainOfWeights(model: Model, weight: Float64Array): Model {
  const { stateCount, rowStart, entryStart, successor, probability, reward } = model
  const entries = Array.from({ length: stateCount }, (_, s) => {
    const mixed = new Map<number, number>()
    for (let row = rowStart[s]!; row < rowStart[s + 1]!; row++)
      for (let i = weight[row] === 0 ? Infinity : entryStart[row]!; i < entryStart[row + 1]!; i++)
        mixed.set(successor[i]!, (mixed.get(successor[i]!) ?? 0) + weight[row]! * probability[i]!)
    return [...mixed]
  })
  const starts = new Int32Array(stateCount + 1)
  for (let s = 0; s < stateCount; s++) starts[s + 1] = starts[s]! + entries[s]!.length
  const chain = emptyChain(stateCount, starts)
  for (const [i, [to, p]] of entries.flat().entries()) {
    chain.successor[i] = to
    chain.probability[i] = p
  }
  for (let s = 0; s < stateCount; s++)
    for (let row = rowStart[s]!; row < rowStart[s + 1]!; row++)
      chain.reward[s]! += weight[row]! * reward[row]!
  return chain
}

function emptyChain(stateCount: number, entryStart: Int32Array): Model {
  const entryCount = entryStart[stateCount]!
  return {
    stateCount,
    rowStart: new Int32Array(stateCount + 1).map((_, s) => s),
    action: new Int32Array(stateCount),
    entryStart,
    successor: new Int32Array(entryCount),
    probability: new Float64Array(entryCount),
    reward: new Float64Array(stateCount),
  }
}
