import type { HoldOut, NorwegianAccuracy } from './accuracy.ts'
import { geometricMean, horizon, length, type Speed, seed } from './speed.ts'

export interface Measured {
  readonly machine: string
  readonly date: string
  readonly speed: Speed | null
  readonly accuracy: {
    readonly holdOuts: readonly HoldOut[]
    readonly norway: NorwegianAccuracy | null
  } | null
}

const target = 100
const dream = 400

/** docs/benchmarks-forecast.md, written by `npm run bench:forecast`. */
export function writePage({ machine, date, speed, accuracy }: Measured): string {
  return `# Benchmarks: forecasts

Written by \`FORECOURT_SAMPLES=… npm run bench:forecast\` on ${date}. ${machine}.

All figures are of the automatic choice (\`chooseForecast\`), which sees what was known before the months it is judged on.

## Speed

${speed ? speedTable(speed) : notRun('npm run bench:forecast -- speed')}

## Error on published hold-outs

${accuracy ? holdOutTable(accuracy.holdOuts) : notRun('npm run bench:forecast -- accuracy')}

## New cars in Norway by make

${accuracy?.norway ? makeTable(accuracy.norway) : notRun('FORECOURT_SAMPLES=… npm run bench:forecast -- accuracy')}

## What the intervals hold

${accuracy?.norway ? coverageTable(accuracy.norway) : notRun('FORECOURT_SAMPLES=… npm run bench:forecast -- accuracy')}

## Demand with pauses

${accuracy?.norway ? intermittentTable(accuracy.norway) : notRun('FORECOURT_SAMPLES=… npm run bench:forecast -- accuracy')}
`
}

function notRun(command: string): string {
  return `Not run. \`${command}\` measures it.`
}

function speedTable({ count, threads, seconds, cpuMs, peakMebibytes, againstSeasonalNaive }: Speed): string {
  const perSecond = count / seconds
  const verdict = (least: number) => (perSecond >= least ? 'met' : 'missed')
  return `${count} simulated series of ${length} months (trends, seasons, shifts, pauses; seed ${seed}), ${horizon} months ahead, ${threads} threads,
each with its evaluation on its own past.

| what | measured | target | | dream | |
|---|---|---|---|---|---|
| series a second | ${perSecond.toFixed(0)} | ≥ ${target} | ${verdict(target)} | ≥ ${dream} | ${verdict(dream)} |
| CPU ms a series | ${cpuMs.toFixed(2)} | | | | |
| peak memory, MiB | ${peakMebibytes.toFixed(0)} | | | | |

Mean absolute error on the ${horizon} months after, against seasonal naive: ${againstSeasonalNaive.toFixed(3)} (geometric mean).`
}

function holdOutTable(rows: readonly HoldOut[]): string {
  const ratios = rows.map(({ own, reference }) => own / reference)
  return `MASE on the last 12 months, against the better of \`ets\` and \`auto.arima\` of R's package forecast 8.20.

| series | ours | R | ratio | seasonal naive | method |
|---|---|---|---|---|---|
${rows.map((row, i) => `| ${row.name} | ${row.own.toFixed(3)} | ${row.reference.toFixed(3)} | ${ratios[i]!.toFixed(3)} | ${row.seasonalNaive.toFixed(3)} | ${row.method} |`).join('\n')}

Geometric mean of the ratios: ${geometricMean(ratios).toFixed(3)}.`
}

function makeTable({ makes }: NorwegianAccuracy): string {
  const own = mean(makes.map(row => row.own))
  const naive = mean(makes.map(row => row.seasonalNaive))
  const rows = makes.map(
    row =>
      `| ${row.make} | ${row.months} | ${row.own.toFixed(3)} | ${row.seasonalNaive.toFixed(3)} | ${change(row.own, row.seasonalNaive)} | ${percent(row.held80)} |`,
  )
  return `MASE on the last 12 months of every make with 48 months and more before them.

| make | months | ours | seasonal naive | difference | in the 80% interval |
|---|---|---|---|---|---|
${rows.join('\n')}
| **mean of ${makes.length}** | | **${own.toFixed(3)}** | **${naive.toFixed(3)}** | **${change(own, naive)}** | ${percent(mean(makes.map(row => row.held80)))} |`
}

function coverageTable({ coverage: { origins, held80, held95 } }: NorwegianAccuracy): string {
  return `Forecasts of 12 months from ${origins} points of the makes' past, 12 months apart, 48 months and more before each.

| interval | held |
|---|---|
| 80% | ${percent(held80)} |
| 95% | ${percent(held95)} |`
}

function intermittentTable({ intermittent }: NorwegianAccuracy): string {
  const rows = intermittent.map(
    row => `| ${row.method} | ${row.meanAbsolute.toFixed(3)} | ${row.rootMeanSquared.toFixed(3)} |`,
  )
  return `Norwegian models with 12 months and more among the 20 most sold, one month ahead, ${intermittent[0]!.forecasts} forecasts; errors relative to
those of the last value, mean over the models.

| method | mean absolute error | root mean squared error |
|---|---|---|
${rows.join('\n')}`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function change(own: number, other: number): string {
  const share = 100 * (own / other - 1)
  return `${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(1)}%`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}
