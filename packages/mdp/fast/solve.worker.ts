// A thread of modifiedPolicyIterationInThreads: the same file in Node's worker_threads and in a browser's Worker.
import { solvePart } from './solve-part.ts'
import type { ThreadReport, ThreadWork } from './threads.ts'

interface Port {
  postMessage(report: ThreadReport, transfer?: ArrayBuffer[]): void
  addEventListener(type: 'message', listener: (event: { data: ThreadWork }) => void): void
  start?(): void
}

const { process: node } = globalThis as {
  process?: { getBuiltinModule?(name: string): { parentPort: Port | null } }
}
const port =
  node?.getBuiltinModule?.('node:worker_threads').parentPort ?? (globalThis as Partial<Port> as Port)

port.addEventListener('message', ({ data }) => {
  const report = reportOn(data)
  const solution = 'solution' in report ? report.solution : null
  const buffers = solution ? [solution.value.buffer, solution.policy.buffer] : []
  port.postMessage(report, buffers as ArrayBuffer[])
})
port.start?.()

function reportOn(work: ThreadWork): ThreadReport {
  try {
    return solvePart(work)
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
