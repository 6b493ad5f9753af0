import type { Work } from './count-bytes.ts'
import type { MemorySpeed } from './memory-probe.ts'

interface Seconds {
  readonly wall: number
  readonly cpu: number
}

export interface Row {
  readonly name: string
  readonly isBand: boolean
  readonly one: Seconds
  readonly two: Seconds
  readonly ref1: Seconds
  readonly ref2: Seconds
  readonly copied: Seconds
  readonly work: Work
  readonly referenceSweeps: string
  /** greatest |V(0) - V(0) of the yardstick| */
  readonly farthest: number
  /** how much two threads gained at arithmetic between the runs: 2 where both cores were free */
  readonly cores: number
  /** of how many each time is the median */
  readonly runs: number
  readonly peakMb: number
}

/** Two threads that gain less than this at arithmetic did not have two cores. */
const freeCores = 1.6

/** The page docs/benchmarks-mdp.md. */
export function renderPage(
  rows: Row[],
  memory: MemorySpeed,
  about: { machine: string; reference: string | null },
) {
  const scaling = { stream: memory.streamTwo / memory.streamOne, gather: memory.gatherTwo / memory.gatherOne }
  const probe = Math.min(scaling.stream, scaling.gather)
  const band = rows.filter(row => row.isBand)
  const worst = Math.max(...band.map(row => row.one.wall / row.ref1.wall))
  const slowest = Math.min(...rows.map(scalingOf)) / probe
  const free = rows.filter(row => row.cores >= freeCores)
  const slowestFree = Math.min(...free.map(scalingOf)) / probe
  return `# Benchmarks of the decision process

Measured by \`npm run bench:mdp\` and written by it. ${new Date().toISOString().slice(0, 10)}.

- Machine: ${about.machine}
- Yardstick: ${about.reference === null ? 'compact C++ modified policy iteration (cmpi20, g++ -O3 -march=native -fopenmp), the runs alternating with ours' : `not run: ${about.reference}`}
- Random sparse processes, states × actions × successors, seed 1; ε = 10⁻³ guaranteed in sup norm from a last sweep in double precision. Every time is the median of so many runs as the last column says; sweeps and peak are of one
- Memory probe, WebAssembly: stream ${gb(memory.streamOne)} GB/s by one thread, ${gb(memory.streamTwo)} by two (× ${scaling.stream.toFixed(2)}); scattered reads ${gb(memory.gatherOne)} and ${gb(memory.gatherTwo)} (× ${scaling.gather.toFixed(2)})

| process | ours s | yardstick s | ratio | 2 threads s | yardstick s | × of one | × arithmetic | sweeps ours | yardstick | CPU s 1, 2 | GB/s of stream | peak MB | with copy s | runs |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map(row => renderRow(row, memory)).join('\n')}

| target | reached | met |
| --- | --- | --- |
| one thread ≤ 2 × the yardstick on every band process (dream 1.3) | worst ${fixed(worst)} | ${answer(worst <= 2)} |
| two threads ≥ 0.8 × the scaling of the probe (× ${probe.toFixed(2)}) on every process | worst ${fixed(slowest)} | ${tell(probe, slowest)} |
| the same, of the ${free.length} of ${rows.length} during which other programs left both cores free (arithmetic ≥ × ${freeCores}) | ${free.length > 0 ? `worst ${fixed(slowestFree)}` : '–'} | ${free.length > 0 ? tell(probe, slowestFree) : 'cannot be told'} |

Where two threads miss: a process of 10⁴ states is solved within 9 ms in some twenty sweeps. About a ms of that is not shared
(setting up, the coarse chain, the answer), and at each sweep the threads wait for each other; so small a model is best
left to one thread. Larger ones share more: what is left to one thread there is the elimination of the coarse chain.

Times are of the solve, from the model in memory to values and policy. Ours works where \`allocateModel\` put the model; the
last column is of a model in other arrays, its copy into WebAssembly included. Threads are started before: a thread takes
some 40 ms to start. × arithmetic: what two threads gained at work in registers between the runs; 2 when no other program needs the
cores. Sweeps: improvements + evaluations. Peak: resident memory of a process that does nothing but solve, model included.
GB/s: what the sweeps read and write at least, as a part of the stream of the probe.
`
}

/** One process in a line, while the others are still to come. */
export function summarize({ name, one, two, ref1, ...row }: Row): string {
  const scaling = `two threads × ${fixed(one.wall / two.wall)} (arithmetic × ${fixed(row.cores)})`
  return `${name}: ${seconds(one.wall)} s, ${fixed(one.wall / ref1.wall)} × the yardstick, ${scaling}, ${Math.round(row.peakMb)} MB`
}

function scalingOf({ one, two }: Row): number {
  return one.wall / two.wall
}

function renderRow(row: Row, memory: MemorySpeed): string {
  const { one, two, ref1, ref2, work, copied } = row
  const speed = work.bytes / one.wall
  return `| ${[
    row.name,
    seconds(one.wall),
    seconds(ref1.wall),
    fixed(one.wall / ref1.wall),
    seconds(two.wall),
    seconds(ref2.wall),
    fixed(scalingOf(row)),
    fixed(row.cores),
    `${work.improvements} + ${work.evaluations}`,
    row.referenceSweeps || '–',
    `${seconds(one.cpu)}, ${seconds(two.cpu)}`,
    `${gb(speed)} (${Math.round((100 * speed) / memory.streamOne)}%)`,
    Math.round(row.peakMb),
    seconds(copied.wall),
    row.runs,
  ].join(' | ')} |`
}

const seconds = (value: number) => (Number.isNaN(value) ? '–' : value.toPrecision(3))
const fixed = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(2))
const gb = (bytes: number) => (bytes / 1e9).toFixed(1)
const tell = (probe: number, part: number) => (probe < freeCores ? 'cannot be told' : answer(part >= 0.8))
const answer = (isMet: boolean) => (isMet ? 'yes' : 'no')
