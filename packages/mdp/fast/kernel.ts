/** The loops over states that take the time; each handles the states from … to - 1 and adds what it found to a slot.
 *  The TypeScript and the WebAssembly kernel do the same operations in the same order: every digit agrees. */
export interface Kernel {
  /** Forgets an earlier solve; keptStart[s + 1] = the longest row of s, into high the greatest |reward|. */
  survey(from: number, to: number, slot: number): void
  /** next = max over actions of reward + γ Σ p value, keeping the rows of the policy dense. States whose lead is above
   *  `margin` keep their action without a look at the others. looks = 0: all values are zero, entries need no reading */
  improve(
    side: number,
    from: number,
    to: number,
    slot: number,
    blockBits: number,
    gamma: number,
    margin: number,
    looks: number,
  ): void
  /** next = reward + γ Σ p value of the kept rows */
  evaluate(side: number, from: number, to: number, slot: number, blockBits: number, gamma: number): void
  /** moveLow and moveHigh of the region: least and greatest value - seen */
  measureMove(side: number, from: number, to: number, region: number): void
  /** value += shift of its block, into low and high the greatest absolute value */
  shiftBlocks(side: number, from: number, to: number, slot: number, blockBits: number): void
  /** how many states away the furthest successor of any row is, into high */
  measureReach(from: number, to: number, slot: number): void
  /** band[block][other block] = sum of kept probabilities */
  sumBlocks(from: number, to: number, blockBits: number, reach: number): void
  /** In place, one state after the other: value = reward + γ Σ p value of the kept rows. */
  relax(side: number, from: number, to: number, gamma: number): void
}
