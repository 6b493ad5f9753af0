/** Two states, three rows: small enough to be solved by hand. */
export const twoStates = {
  nStates: 2,
  gamma: 0.95,
  transitions: [
    [0, 0, 0, 0.5],
    [0, 0, 1, 0.5],
    [0, 1, 1, 1],
    [1, 0, 1, 1],
  ],
  rewards: [
    [0, 0, 5],
    [0, 1, 10],
    [1, 0, -1],
  ],
}
