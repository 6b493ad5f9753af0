import {
  chooseForecast,
  compareIntermittent,
  coverage,
  type IntermittentComparison,
  mase,
  seasonalNaive,
} from '../index.ts'
import { readNorwegianMakes, readNorwegianModels, samplesFolder } from '../testing/norway.ts'
import { referenceCases } from '../testing/reference.ts'

const year = { season: 12, horizon: 12 }

export interface HoldOut {
  readonly name: string
  readonly own: number
  /** the better of R's ets and auto.arima */
  readonly reference: number
  readonly seasonalNaive: number
  readonly method: string
}

/** MASE on the last 12 months of the series that R was run on. */
export function judgeHoldOuts(): HoldOut[] {
  return referenceCases.map(({ name, train, test, accuracy }) => {
    const { mean, method } = chooseForecast(train, year)
    return {
      name,
      own: mase(test, mean, train, 12)!,
      reference: Math.min(accuracy.ets.mase, accuracy.auto_arima.mase),
      seasonalNaive: accuracy.snaive.mase,
      method,
    }
  })
}

export interface MakeRow {
  readonly make: string
  readonly months: number
  readonly own: number
  readonly seasonalNaive: number
  readonly held80: number
}

export interface NorwegianAccuracy {
  readonly makes: readonly MakeRow[]
  readonly coverage: { readonly origins: number; readonly held80: number; readonly held95: number }
  readonly intermittent: readonly IntermittentComparison[]
}

/** Everything that needs the samples; null without them. */
export function judgeNorway(): NorwegianAccuracy | null {
  if (!samplesFolder) return null
  const series = readNorwegianMakes()
  return {
    makes: series.map(({ make, values }) => judgeMake(make, values)),
    coverage: judgeCoverage(series.map(({ values }) => values)),
    intermittent: compareIntermittent(readNorwegianModels()),
  }
}

function judgeMake(make: string, values: Float64Array): MakeRow {
  const train = values.subarray(0, values.length - 12)
  const actual = values.subarray(values.length - 12)
  const { mean, lower80, upper80 } = chooseForecast(train, year)
  return {
    make,
    months: train.length,
    own: mase(actual, mean, train, 12)!,
    seasonalNaive: mase(actual, seasonalNaive(train, 12).forecast(12).mean, train, 12)!,
    held80: coverage(actual, lower80, upper80)!,
  }
}

/** Forecasts of a year from origins 12 months apart, with 48 months and more before it. */
function judgeCoverage(series: readonly Float64Array[]): NorwegianAccuracy['coverage'] {
  let origins = 0
  let held80 = 0
  let held95 = 0
  for (const values of series)
    for (let end = values.length - 12; end >= 48; end -= 12) {
      const { lower80, upper80, lower95, upper95 } = chooseForecast(values.subarray(0, end), year)
      const actual = values.subarray(end, end + 12)
      const share = coverage(actual, lower80, upper80)
      if (share === null) continue
      origins++
      held80 += share
      held95 += coverage(actual, lower95, upper95)!
    }
  return { origins, held80: held80 / origins, held95: held95 / origins }
}
