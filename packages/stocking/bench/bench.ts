import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { type BacktestRow, runBacktest, score } from './backtest.ts'
import { writeBacktestPage } from './backtest-page.ts'
import { readDealerSeries } from './norway.ts'
import { combinedForecast, type RuleName, rules } from './policies.ts'
import { timeTransport } from './transport-speed.ts'

/** `npm run bench:stocking [-- transport | backtest]`. The backtest needs FORECOURT_SAMPLES, the folder of the series. */
export async function bench(options: readonly string[] = []): Promise<void> {
  const wanted = new Set(options.length > 0 ? options : ['transport', 'backtest'])
  if (wanted.has('transport')) benchTransport()
  if (wanted.has('backtest')) await benchBacktest()
}

function benchTransport(): void {
  print(
    `Machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`,
  )
  print('transport, n × n      first ms  median ms  target ms  pivots')
  for (const { n, target } of [
    { n: 200, target: '≤ 50' },
    { n: 500, target: '' },
    { n: 1000, target: '' },
  ]) {
    const { firstMs, medianMs, iterations } = timeTransport(n, n > 500 ? 5 : 15)
    print(
      `${n} × ${n}`.padEnd(22) +
        `${firstMs.toFixed(1).padStart(8)}  ${medianMs.toFixed(1).padStart(9)}  ${target.padStart(9)}  ${iterations}`,
    )
  }
}

async function benchBacktest(): Promise<void> {
  const folder = process.env.FORECOURT_SAMPLES
  if (!folder) return print('backtest: not run, FORECOURT_SAMPLES names no folder')
  const series = readDealerSeries(folder)
  const forecasts = new Map<string, number>()
  // Every beginning asks for the same forecasts: they depend on the past demand only.
  const forecast = (past: Float64Array) => {
    const key = past.join()
    const value = forecasts.get(key) ?? combinedForecast(past)
    forecasts.set(key, value)
    return value
  }
  const rows = runBacktest(series, { forecast })
  const beginnings = [0.5, 1, 1.5, 2].map(months => ({
    what: `${months} months on hand`,
    rows: runBacktest(series, { forecast, initialMonths: months }),
  }))
  const before = { what: 'the 36 months before', rows: runBacktest(series, { forecast, monthsCut: 36 }) }
  printScores(rows)
  await writeFile('docs/backtest-stocking.md', writeBacktestPage(rows, [...beginnings, before]))
  print('docs/backtest-stocking.md written')
}

function printScores(rows: readonly BacktestRow[]): void {
  for (const name of Object.keys(rules) as RuleName[]) {
    const { won, even, lost } = score(rows, name)
    print(`against ${name}: cheaper on ${won}, even on ${even}, dearer on ${lost}`)
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
