import { writeFile } from 'node:fs/promises'
import { cpus, platform, release } from 'node:os'
import { type BacktestOptions, type BacktestRow, runBacktest, score } from './backtest.ts'
import { listLosses } from './backtest-losses.ts'
import { writeBacktestPage } from './backtest-page.ts'
import { readDealerSeries } from './norway.ts'
import { combinedForecast, type RuleName, rules } from './policies.ts'
import { writeTransportPage } from './transport-page.ts'
import { timeTransport } from './transport-speed.ts'

/** `npm run bench:stocking [-- transport | backtest]`. The backtest needs FORECOURT_SAMPLES, the folder of the series. */
export async function bench(options: readonly string[] = []): Promise<void> {
  const wanted = new Set(options.length > 0 ? options : ['transport', 'backtest'])
  if (wanted.has('transport')) await benchTransport()
  if (wanted.has('backtest')) await benchBacktest()
}

async function benchTransport(): Promise<void> {
  const rows = [200, 500, 1000].map(n => timeTransport(n, n > 500 ? 5 : 15))
  const page = writeTransportPage(rows, describeMachine())
  print(page)
  await writeFile('docs/benchmarks-stocking.md', page)
}

function describeMachine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${platform()} ${release()}, Node ${process.versions.node}`
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
  const run = (what: string, options: Omit<BacktestOptions, 'forecast'>) => ({
    what,
    rows: runBacktest(series, { forecast, ...options }),
  })
  const headline = run('from the 13th month (headline)', {})
  const beginnings = [
    headline,
    run('from the 25th month', { playedFrom: 24 }),
    ...[0.5, 1, 1.5, 2].map(months =>
      run(`handed ${months} months`, { playedFrom: null, initialMonths: months }),
    ),
    ...[36, 42, 48].map(months => run(`${months} months before`, { monthsCut: months })),
  ]
  printScores(headline.rows)
  const losses = listLosses(series, headline.rows, { forecast })
  await writeFile('docs/backtest-stocking.md', writeBacktestPage(headline.rows, losses, beginnings))
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
