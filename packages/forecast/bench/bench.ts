import { cpus } from 'node:os'
import { performance } from 'node:perf_hooks'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { chooseForecast, coverage, mase, seasonalNaive } from '../index.ts'
import { readNorwegianMakes, samplesFolder } from '../testing/norway.ts'
import { referenceCases } from '../testing/reference.ts'
import { makeSeries } from './series.ts'

const length = 60
const horizon = 12
const seed = 20_260
const year = { season: 12, horizon }

interface Task {
  readonly count: number
  /** threads take turns of so many series from a shared counter */
  readonly next: SharedArrayBuffer
}

/** `npm run bench:forecast [-- series [threads]]`: forecasts per second of the automatic choice. */
export async function bench([count = '20000', threads = '2']: readonly string[]): Promise<void> {
  const task: Task = { count: Number(count), next: new SharedArrayBuffer(4) }
  const cpu = process.cpuUsage()
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
  const start = performance.now()
  const shares = await Promise.all(Array.from({ length: Number(threads) }, () => runThread(task)))
  const seconds = (performance.now() - start) / 1000
  clearInterval(watch)
  const ratios = shares.flat()
  const { user, system } = process.cpuUsage(cpu)
  const cpuSeconds = (user + system) / 1e6
  const lines = [
    `machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`,
    `${count} series of ${length} months, horizon ${horizon}, ${threads} threads, seed ${seed}`,
    `${seconds.toFixed(1)} s wall, ${cpuSeconds.toFixed(1)} s CPU: ${((1000 * cpuSeconds) / Number(count)).toFixed(2)} ms CPU a series`,
    `${(Number(count) / seconds).toFixed(0)} series/s, ${(peak / 2 ** 20).toFixed(0)} MiB peak memory`,
    `mean absolute error against seasonal naive on the 12 months after: ${geometricMean(ratios).toFixed(3)} (geometric mean)`,
  ]
  process.stdout.write(`${[...lines, '', ...judgeHoldOuts()].join('\n')}\n`)
}

/** MASE of the automatic choice on hold-outs of 12 months, against the better of R's ets and auto.arima; and, where
 *  the samples are, on the Norwegian makes against seasonal naive. */
function judgeHoldOuts(): string[] {
  const lines = referenceCases.map(({ name, train, test, accuracy }) => {
    const own = mase(test, chooseForecast(train, year).mean, train, 12)!
    const best = Math.min(accuracy.ets.mase, accuracy.auto_arima.mase)
    return `${name}: MASE ${own.toFixed(3)}, R ${best.toFixed(3)} (ratio ${(own / best).toFixed(3)}), seasonal naive ${accuracy.snaive.mase.toFixed(3)}`
  })
  if (!samplesFolder) return [...lines, 'Norwegian makes: left out (FORECOURT_SAMPLES names no folder)']
  const rows = readNorwegianMakes().map(({ values }) => {
    const train = values.subarray(0, values.length - 12)
    const actual = values.subarray(values.length - 12)
    const { mean, lower80, upper80 } = chooseForecast(train, year)
    return {
      own: mase(actual, mean, train, 12)!,
      naive: mase(actual, seasonalNaive(train, 12).forecast(12).mean, train, 12)!,
      held: coverage(actual, lower80, upper80)!,
    }
  })
  const average = (of: 'own' | 'naive' | 'held') => rows.reduce((sum, row) => sum + row[of], 0) / rows.length
  return [
    ...lines,
    `${rows.length} Norwegian makes: MASE ${average('own').toFixed(3)}, seasonal naive ${average('naive').toFixed(3)}; 80% interval held ${(100 * average('held')).toFixed(0)}% of the last year`,
  ]
}

function runThread(task: Task): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task })
    worker.once('message', resolve).once('error', reject)
  })
}

if (!isMainThread && parentPort) parentPort.postMessage(work(workerData))

/** Errors relative to those of seasonal naive. */
function work({ count, next }: Task): number[] {
  const counter = new Int32Array(next)
  const ratios: number[] = []
  for (;;) {
    const from = Atomics.add(counter, 0, 50)
    if (from >= count) break
    for (let index = from; index < Math.min(count, from + 50); index++) {
      const all = makeSeries(index, length + horizon, seed)
      const train = all.subarray(0, length)
      const actual = all.subarray(length)
      const { mean } = chooseForecast(train, { season: 12, horizon })
      const own = mase(actual, mean, train, 12)
      const naive = mase(actual, seasonalNaive(train, 12).forecast(horizon).mean, train, 12)
      if (own && naive) ratios.push(own / naive)
    }
  }
  return ratios
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}
