import { performance } from 'node:perf_hooks'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { chooseForecast, mase, seasonalNaive } from '../index.ts'
import { makeSeries } from './series.ts'

export const length = 60
export const horizon = 12
export const seed = 20_260

interface Task {
  readonly count: number
  /** threads take turns of so many series from a shared counter */
  readonly next: SharedArrayBuffer
}

export interface Speed {
  readonly count: number
  readonly threads: number
  readonly seconds: number
  readonly cpuMs: number
  /** of the whole process */
  readonly peakMebibytes: number
  /** geometric mean over the series: mean absolute error against that of seasonal naive on the 12 months after */
  readonly againstSeasonalNaive: number
}

/** Forecasts simulated series on several threads by the automatic choice. */
export async function timeForecasts(count: number, threads: number): Promise<Speed> {
  const task: Task = { count, next: new SharedArrayBuffer(4) }
  const cpu = process.cpuUsage()
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
  const start = performance.now()
  const shares = await Promise.all(Array.from({ length: threads }, () => runThread(task)))
  const seconds = (performance.now() - start) / 1000
  clearInterval(watch)
  const { user, system } = process.cpuUsage(cpu)
  return {
    count,
    threads,
    seconds,
    cpuMs: (user + system) / 1000 / count,
    peakMebibytes: peak / 2 ** 20,
    againstSeasonalNaive: geometricMean(shares.flat()),
  }
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
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
