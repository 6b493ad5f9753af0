/** A Markov decision process, ready to be solved. Its arrays are compressed sparse rows, twice: the rows (state and
 *  action) of a state lie together, and so do the successors of a row.
 *
 *  V(s) = maxₐ Q(s,a),  Q(s,a) = R(s,a) + γ Σ P(s'|s,a) V(s')  (Puterman 2005, section 6.1)
 *
 *  Made by `buildModel`, which checks; whoever fills the arrays by hand calls `checkModel`. */
export interface Model {
  readonly stateCount: number
  /** [stateCount + 1] state → its first row; the rows of s are rowStart[s] … rowStart[s + 1] - 1, never none */
  readonly rowStart: Int32Array
  /** [rowCount] row → the action's own number, ascending within a state */
  readonly action: Int32Array
  /** [rowCount + 1] row → its first entry in successor and probability */
  readonly entryStart: Int32Array
  /** [entryCount] */
  readonly successor: Int32Array
  /** [entryCount] sums to one over each row */
  readonly probability: Float64Array
  /** [rowCount] expected reward R(s,a) */
  readonly reward: Float64Array
}
