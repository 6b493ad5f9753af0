import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { platform } from 'node:os'
import { modifiedPolicyIteration } from '../index.ts'
import { type RandomModelOptions, randomModel } from './random-model.ts'

interface PeakTask extends RandomModelOptions {
  readonly discounts: readonly number[]
  readonly epsilon: number
}

/** Megabytes of resident memory at most while a process that does nothing else solves, the model included.
 *  @returns one figure for each discount */
export function measurePeaks(task: PeakTask): number[] {
  const script = ['bin/bench-package.mjs', 'mdp', '--peak', JSON.stringify(task)]
  return JSON.parse(execFileSync(process.execPath, script, { encoding: 'utf8' })) as number[]
}

/** What the process of `measurePeaks` does. */
export function printPeaks(text: string) {
  const { discounts, epsilon, ...options } = JSON.parse(text) as PeakTask
  const model = randomModel(options)
  const peaks = discounts.map(gamma => {
    resetPeak()
    modifiedPolicyIteration(model, { gamma, epsilon })
    return peakMb()
  })
  process.stdout.write(JSON.stringify(peaks))
}

/** Linux forgets the peak of resident memory when told so. */
function resetPeak() {
  if (platform() === 'linux') writeFileSync('/proc/self/clear_refs', '5')
}

function peakMb(): number {
  if (platform() !== 'linux') return process.resourceUsage().maxRSS / 1024
  return Number(readFileSync('/proc/self/status', 'utf8').match(/VmHWM:\s+(\d+)/)?.[1]) / 1024
}
