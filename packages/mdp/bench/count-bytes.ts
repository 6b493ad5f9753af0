import { memoryOf } from '../fast/allocate-model.ts'
import { crewOfOne, type Found, type Task } from '../fast/crew.ts'
import { iterate } from '../fast/iterate.ts'
import { createWasmKernel } from '../fast/kernel-wasm.ts'
import { readSettings, sizeOf } from '../fast/modified-policy-iteration.ts'
import { planLayout, viewSpace } from '../fast/space.ts'
import type { Model } from '../model.ts'

/** What a solve of one thread did, in tasks: bytes that its sweeps read and wrote at least, gathered values not counted. */
export interface Work {
  readonly improvements: number
  readonly evaluations: number
  readonly bytes: number
}

export function countWork(model: Model, gamma: number, epsilon: number): Work {
  const memory = memoryOf(model)
  if (!memory) throw new Error('Only a model of allocateModel is counted.')
  const layout = planLayout(sizeOf(model))
  const space = viewSpace(memory.buffer, layout)
  space.values[0].fill(0)
  const kernel = createWasmKernel(memory, layout)
  const crew = crewOfOne(space, kernel)
  const work = { improvements: 0, evaluations: 0, bytes: 0 }
  const counting = (task: Task) => {
    const found = crew(task)
    if (task.kind === 'improve') work.improvements++
    if (task.kind === 'evaluate') work.evaluations++
    work.bytes += bytesOf(model, task, found)
    return found
  }
  iterate(space, kernel, counting, readSettings(model, { gamma, epsilon }), () => performance.now())
  return work
}

function bytesOf(
  { stateCount, reward, probability }: Model,
  { kind, whole }: Task,
  { examined }: Found,
): number {
  const entries = probability.length
  const kept = (entries / reward.length) * stateCount * 12 + stateCount * 12
  const all = (whole ? entries * 12 : 0) + reward.length * 12
  const share = examined / stateCount
  if (kind === 'improve') return share * all + (1 - share) * kept + stateCount * 40
  if (kind === 'evaluate') return kept + stateCount * 16
  if (kind === 'measureReach') return entries * 4
  if (kind === 'sumBlocks') return kept
  if (kind === 'survey') return reward.length * 12 + stateCount * 16
  return stateCount * 16
}
