import type { BlockPlan } from './block-correction.ts'
import type { Kernel } from './kernel.ts'
import type { Space } from './space.ts'

/** Passes over a run of blocks: enough to take most of an error out that fades by a tenth a sweep. */
const passesMax = 32
const passesMin = 8
/** Times that the tolerance is doubled until few enough blocks are concerned. */
const triesMax = 4

/** Evaluates in place, state after state (Gauss–Seidel), only where the last sweep still changed a value by more than
 *  `tolerance`: a few states that seldom leave their neighbourhood would otherwise hold up sweeps over all. When that
 *  would cost more than one such sweep, only the worst are taken.
 *  @returns evaluations, every pass counted */
export function relaxBlocks(
  { model, blockPeak }: Space,
  { blockBits, blockCount, reach }: BlockPlan,
  kernel: Kernel,
  work: { readonly side: number; readonly gamma: number; readonly tolerance: number },
): number {
  const size = 2 ** blockBits
  for (let tries = 0, { tolerance } = work; tries < triesMax; tries++, tolerance *= 2) {
    const runs = findRuns(blockPeak, blockCount, reach, tolerance)
    let stateCount = 0
    for (let i = 0; i < runs.length; i += 2) stateCount += (runs[i + 1]! - runs[i]!) * size
    const passes = Math.min(passesMax, Math.floor(model.stateCount / stateCount))
    if (passes < passesMin) continue
    for (let i = 0; i < runs.length; i += 2) {
      const to = Math.min(model.stateCount, runs[i + 1]! * size)
      for (let pass = 0; pass < passes; pass++) kernel.relax(work.side, runs[i]! * size, to, work.gamma)
    }
    return stateCount * passes
  }
  return 0
}

/** From and to of each run of blocks, with as many neighbours as a successor may reach. */
function findRuns(peak: Float64Array, blockCount: number, reach: number, tolerance: number) {
  const runs: number[] = []
  for (let i = 0; i < blockCount; i++) {
    if (!(peak[i]! > tolerance)) continue
    const from = Math.max(0, i - reach)
    const to = Math.min(blockCount, i + reach + 1)
    if (runs.length > 0 && from <= runs[runs.length - 1]!) runs[runs.length - 1] = to
    else runs.push(from, to)
  }
  return runs
}
