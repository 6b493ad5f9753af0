import { iterate } from './iterate.ts'
import { createTypescriptKernel } from './kernel-typescript.ts'
import { createWasmKernel } from './kernel-wasm.ts'
import { followCrew, leadCrew } from './shared-crew.ts'
import { planLayout, viewSpace } from './space.ts'
import type { ThreadReport, ThreadWork } from './threads.ts'

/** What a thread does of a solve: leads it as thread 0, follows as any other. */
export function solvePart({ memory, size, threads, index, settings }: ThreadWork): ThreadReport {
  const layout = planLayout(size)
  const isPlain = memory instanceof SharedArrayBuffer
  const space = viewSpace(isPlain ? memory : memory.buffer, layout)
  const kernel = isPlain ? createTypescriptKernel(space) : createWasmKernel(memory, layout)
  if (index > 0) {
    followCrew(space, kernel, index, threads)
    return { solution: null }
  }
  const crew = leadCrew(space, kernel, threads)
  try {
    return { solution: iterate(space, kernel, crew, settings, () => performance.now()) }
  } finally {
    crew.end()
  }
}
