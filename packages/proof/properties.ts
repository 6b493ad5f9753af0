/** The seed of a property test: a new one each run, printed, so that `FORECOURT_SEED=…` repeats a failure. */
export function drawSeed(what: string): number {
  const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 2_147_483_647)
  console.info(`${what}: seed ${seed}`)
  return seed
}
