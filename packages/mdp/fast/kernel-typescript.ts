import type { Kernel } from './kernel.ts'
import { type Space, slotSize } from './space.ts'

/** The same operations in the same order as kernel.wat. */
export function createTypescriptKernel(space: Space): Kernel {
  const { model, values, seen, lead, policy, keptStart, keptSuccessor, keptProbability, keptReward } = space
  const { rowStart, entryStart, successor, probability, reward } = model
  const { blockChange, blockPeak, blockShift, band, moveLow, moveHigh, slots } = space

  function widen(slot: number, low: number, high: number) {
    const at = slot * slotSize
    slots[at] = Math.min(slots[at]!, low)
    slots[at + 1] = Math.max(slots[at + 1]!, high)
  }

  function keepRow(s: number, row: number) {
    let to = keptStart[s]!
    for (let e = entryStart[row]!; e < entryStart[row + 1]!; e++, to++) {
      keptSuccessor[to] = successor[e]!
      keptProbability[to] = probability[e]!
    }
    for (; to < keptStart[s + 1]!; to++) {
      keptSuccessor[to] = s
      keptProbability[to] = 0
    }
    keptReward[s] = reward[row]!
    policy[s] = row
  }

  function survey(from: number, to: number, slot: number) {
    let high = 0
    for (let s = from; s < to; s++) {
      let longest = 0
      for (let row = rowStart[s]!; row < rowStart[s + 1]!; row++) {
        longest = Math.max(longest, entryStart[row + 1]! - entryStart[row]!)
        high = Math.max(high, Math.abs(reward[row]!))
      }
      keptStart[s + 1] = longest
      policy[s] = -1
      lead[s] = -1
    }
    widen(slot, 0, high)
  }

  function improve(
    side: number,
    from: number,
    to: number,
    slot: number,
    blockBits: number,
    gamma: number,
    margin: number,
    looks: number,
  ) {
    const value = values[side]!
    const next = values[1 - side]!
    const mask = (1 << blockBits) - 1
    let low = Infinity
    let high = -Infinity
    let changed = 0
    let examined = 0
    let blockSum = 0
    let peak = 0
    for (let s = from; s < to; s++) {
      const old = value[s]!
      let best = -Infinity
      if (lead[s]! > margin) {
        lead[s] = lead[s]! - margin
        let sum = 0
        for (let e = keptStart[s]!; e < keptStart[s + 1]!; e++)
          sum += keptProbability[e]! * value[keptSuccessor[e]!]!
        best = keptReward[s]! + gamma * sum
      } else {
        let second = -Infinity
        let bestRow = -1
        const rowEnd = rowStart[s + 1]!
        let e = entryStart[rowStart[s]!]!
        for (let row = rowStart[s]!; row < rowEnd; row++) {
          const end = entryStart[row + 1]!
          let sum = 0
          if (looks !== 0) for (; e < end; e++) sum += probability[e]! * value[successor[e]!]!
          const q = reward[row]! + gamma * sum
          if (best < q) {
            second = best
            best = q
            bestRow = row
          } else if (second < q) second = q
        }
        examined++
        lead[s] = best - second
        if (bestRow !== policy[s]) {
          changed++
          keepRow(s, bestRow)
        }
      }
      seen[s] = old
      next[s] = best
      const change = best - old
      low = Math.min(low, change)
      high = Math.max(high, change)
      peak = Math.max(peak, Math.abs(change))
      blockSum += change
      if ((s & mask) === mask || s === to - 1) {
        blockChange[s >> blockBits] = blockSum / ((s & mask) + 1)
        blockPeak[s >> blockBits] = peak
        blockSum = 0
        peak = 0
      }
    }
    widen(slot, low, high)
    slots[slot * slotSize + 2]! += changed
    slots[slot * slotSize + 3]! += examined
  }

  function evaluate(side: number, from: number, to: number, slot: number, blockBits: number, gamma: number) {
    const value = values[side]!
    const next = values[1 - side]!
    const mask = (1 << blockBits) - 1
    let low = Infinity
    let high = -Infinity
    let blockSum = 0
    let peak = 0
    let e = keptStart[from]!
    for (let s = from; s < to; s++) {
      const end = keptStart[s + 1]!
      let sum = 0
      for (; e < end; e++) sum += keptProbability[e]! * value[keptSuccessor[e]!]!
      const q = keptReward[s]! + gamma * sum
      next[s] = q
      const change = q - value[s]!
      low = Math.min(low, change)
      high = Math.max(high, change)
      peak = Math.max(peak, Math.abs(change))
      blockSum += change
      if ((s & mask) === mask || s === to - 1) {
        blockChange[s >> blockBits] = blockSum / ((s & mask) + 1)
        blockPeak[s >> blockBits] = peak
        blockSum = 0
        peak = 0
      }
    }
    widen(slot, low, high)
  }

  function measureMove(side: number, from: number, to: number, region: number) {
    const value = values[side]!
    let low = Infinity
    let high = -Infinity
    for (let s = from; s < to; s++) {
      const move = value[s]! - seen[s]!
      low = Math.min(low, move)
      high = Math.max(high, move)
    }
    moveLow[region] = low
    moveHigh[region] = high
  }

  function shiftBlocks(side: number, from: number, to: number, slot: number, blockBits: number) {
    const value = values[side]!
    let low = Infinity
    let high = -Infinity
    for (let s = from; s < to; s++) {
      const shifted = value[s]! + blockShift[s >> blockBits]!
      value[s] = shifted
      low = Math.min(low, shifted)
      high = Math.max(high, shifted)
    }
    widen(slot, low, high)
  }

  function measureReach(from: number, to: number, slot: number) {
    let high = 0
    for (let s = from; s < to; s++) {
      const end = entryStart[rowStart[s + 1]!]!
      for (let e = entryStart[rowStart[s]!]!; e < end; e++) high = Math.max(high, Math.abs(successor[e]! - s))
    }
    widen(slot, 0, high)
  }

  function relax(side: number, from: number, to: number, gamma: number) {
    const value = values[side]!
    for (let s = from; s < to; s++) {
      let sum = 0
      for (let e = keptStart[s]!; e < keptStart[s + 1]!; e++)
        sum += keptProbability[e]! * value[keptSuccessor[e]!]!
      value[s] = keptReward[s]! + gamma * sum
    }
  }

  function sumBlocks(from: number, to: number, blockBits: number, reach: number) {
    const width = 2 * reach + 1
    for (let s = from; s < to; s++) {
      const block = s >> blockBits
      const at = block * width + reach - block
      for (let e = keptStart[s]!; e < keptStart[s + 1]!; e++) {
        const other = keptSuccessor[e]! >> blockBits
        if (Math.abs(other - block) <= reach) band[at + other]! += keptProbability[e]!
      }
    }
  }

  return { survey, relax, improve, evaluate, measureMove, shiftBlocks, measureReach, sumBlocks }
}
