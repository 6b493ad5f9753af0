import { writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { bundleWorker } from '../fast/bundle-worker.node.ts'
import { startNodeThread } from '../fast/threads.node.ts'
import { modifiedPolicyIteration, modifiedPolicyIterationInThreads, type Thread } from '../index.ts'
import type { Model } from '../model.ts'
import { startCoreProbe } from './core-probe.ts'
import { countWork } from './count-bytes.ts'
import { probeMemory } from './memory-probe.ts'
import { measurePeaks, printPeaks } from './peak-memory.ts'
import { plainCopy } from './plain-copy.ts'
import { randomModel } from './random-model.ts'
import { compileReference, type Reference } from './reference.ts'
import { type Row, renderPage, summarize } from './report.ts'

const sizes = [
  { states: 10_000, actions: 10, successors: 10, runs: 7 },
  { states: 100_000, actions: 8, successors: 8, runs: 5 },
  { states: 1_000_000, actions: 4, successors: 5, runs: 3 },
]
const families = [50, 0]
const discounts = [0.95, 0.99]
const epsilon = 1e-3
/** After so long no further run of a process is begun: a busy machine shall not take an hour. */
const secondsOfProcess = 14

/** npm run bench:mdp [-- STATES …] */
export async function bench(options: string[]) {
  if (options[0] === '--peak') return printPeaks(options[1]!)
  const wanted = sizes.filter(({ states }) => options.length === 0 || options.includes(String(states)))
  const reference = compileReference()
  if (typeof reference === 'string') console.log(`reference: not run: ${reference}`)
  const worker = await bundleWorker(new URL('../../../packages/mdp/fast/solve.worker.ts', import.meta.url))
  const pool = [0, 1].map(() => startNodeThread(worker.script))
  const cores = startCoreProbe()
  const load = loadavg()[0]!
  const rows: Row[] = []
  try {
    const memory = await probeMemory()
    for (const size of wanted)
      for (const bandWidth of families) {
        const model = randomModel({ ...size, bandWidth, seed: 1, shared: true })
        if (typeof reference !== 'string') reference.writeModel(model)
        const peaks = measurePeaks({ ...size, bandWidth, seed: 1, discounts, epsilon })
        for (const [at, gamma] of discounts.entries()) {
          const measured = await measure({ model, gamma, runs: size.runs, reference, pool, cores })
          const name = nameOf(size, bandWidth, gamma)
          const row = { ...measured, name, isBand: bandWidth > 0, peakMb: peaks[at]! }
          rows.push(row)
          console.log(summarize(row))
        }
      }
    const page = renderPage(rows, memory, {
      machine: `${machine()}; load ${load.toFixed(1)} when it began`,
      reference: typeof reference === 'string' ? reference : null,
    })
    if (options.length === 0) writeFileSync('docs/benchmarks-mdp.md', page)
    else console.log(page)
  } finally {
    await Promise.all([cores, ...pool].map(each => each.end()))
    await worker.remove()
    if (typeof reference !== 'string') reference.remove()
  }
}

interface Case {
  readonly model: Model
  readonly gamma: number
  readonly runs: number
  readonly reference: Reference | string
  readonly pool: readonly Thread[]
  readonly cores: ReturnType<typeof startCoreProbe>
}

/** The runs alternate: yardstick and ours, one thread and two, so that a busy moment meets all. */
async function measure(given: Case): Promise<Omit<Row, 'name' | 'isBand' | 'peakMb'>> {
  const { model, gamma, runs, reference, pool, cores } = given
  const times: Record<string, { wall: number; cpu: number }[]> = {
    ref1: [],
    one: [],
    ref2: [],
    two: [],
    copied: [],
  }
  const plain = plainCopy(model)
  const solvers = {
    one: () => modifiedPolicyIteration(model, { gamma, epsilon }),
    two: () => {
      const left = [...pool]
      const startThread = () => ({ ...left.pop()!, end: () => undefined }) // started once, as a server would
      return modifiedPolicyIterationInThreads(model, { gamma, epsilon, threads: 2, startThread })
    },
    copied: () => modifiedPolicyIteration(plain, { gamma, epsilon }),
  }
  const work = countWork(model, gamma, epsilon)
  let referenceSweeps = ''
  let farthest = 0
  const free: number[] = []
  const end = performance.now() + secondsOfProcess * 1000
  for (let run = -1; run < runs && (run < 1 || performance.now() < end); run++) {
    free.push(await cores.measure())
    for (const [name, solve] of Object.entries(solvers)) {
      const threads = name === 'two' ? 2 : 1
      const refRun =
        typeof reference === 'string' || name === 'copied' ? null : reference.run(gamma, epsilon, threads)
      const cpu = process.cpuUsage()
      const start = performance.now()
      const solution = await solve()
      const wall = (performance.now() - start) / 1000
      const { user, system } = process.cpuUsage(cpu)
      if (refRun) farthest = Math.max(farthest, Math.abs(refRun.V0 - solution.value[0]!))
      if (run < 0) continue // the engine compiles
      if (refRun) {
        referenceSweeps = `${refRun.sweeps} + ${refRun.evals}`
        times[`ref${threads}`]!.push({ wall: refRun.solve_s, cpu: refRun.cpu_s })
      }
      times[name]!.push({ wall, cpu: (user + system) / 1e6 })
    }
  }
  const mid = (name: string) => ({
    wall: median(times[name]!.map(t => t.wall)),
    cpu: median(times[name]!.map(t => t.cpu)),
  })
  return {
    one: mid('one'),
    two: mid('two'),
    ref1: mid('ref1'),
    ref2: mid('ref2'),
    copied: mid('copied'),
    work,
    referenceSweeps,
    farthest,
    cores: median(free.slice(1)),
    runs: free.length - 1,
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1]!
}

function nameOf({ states, actions, successors }: (typeof sizes)[number], bandWidth: number, gamma: number) {
  return `${states} × ${actions} × ${successors} ${bandWidth > 0 ? `band${bandWidth}` : 'uniform'}, γ ${gamma}`
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory} GiB, ${platform()} ${release()} ${arch()}, Node ${process.versions.node}`
}
