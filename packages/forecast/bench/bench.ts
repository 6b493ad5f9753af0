import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { judgeHoldOuts, judgeNorway } from './accuracy.ts'
import { writePage } from './page.ts'
import { timeForecasts } from './speed.ts'

const page = 'docs/benchmarks-forecast.md'

/** `npm run bench:forecast [-- speed | accuracy] [-- series [threads]]`: measures the automatic choice and writes its
 *  page; one part is only printed. Norwegian figures need
 *  FORECOURT_SAMPLES, the folder of the samples. */
export async function bench(options: readonly string[]): Promise<void> {
  const parts = options.filter(option => ['speed', 'accuracy'].includes(option))
  const [count = 20_000, threads = 2] = options.filter(option => /^\d+$/.test(option)).map(Number)
  const unknown = options.find(option => !parts.includes(option) && !/^[1-9]\d*$/.test(option))
  if (unknown !== undefined)
    throw new Error(`bench:forecast knows speed, accuracy and whole numbers, not "${unknown}"`)
  const isWanted = (part: string) => parts.length === 0 || parts.includes(part)
  const text = writePage({
    machine: `${cpus()[0]?.model.trim() ?? 'Unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}`,
    date: new Date().toISOString().slice(0, 10),
    speed: isWanted('speed') ? await timeForecasts(count, threads) : null,
    accuracy: isWanted('accuracy') ? { holdOuts: judgeHoldOuts(), norway: judgeNorway() } : null,
  })
  process.stdout.write(`${text}\n`)
  if (parts.length > 0) return
  await writeFile(page, text)
  process.stdout.write(`${page} written\n`)
}
