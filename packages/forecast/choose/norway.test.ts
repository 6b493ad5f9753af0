import { expect, it } from 'vitest'
import { coverage, mase } from '../evaluate/measures.ts'
import { seasonalNaive } from '../naive/naive.ts'
import { readNorwegianMakes, samplesFolder } from '../testing/norway.ts'
import { chooseForecast } from './automatic.ts'

// New cars in Norway by make and month (OFV): needs the folder of samples.
it.skipIf(!samplesFolder)(
  'on the Norwegian makes the automatic choice beats seasonal naive by 5% and more',
  () => {
    const rows = readNorwegianMakes().map(({ make, values }) => {
      const train = values.subarray(0, values.length - 12)
      const actual = values.subarray(values.length - 12)
      const { method, mean, lower80, upper80 } = chooseForecast(train, { season: 12, horizon: 12 })
      const naive = seasonalNaive(train, 12).forecast(12).mean
      return {
        make,
        months: train.length,
        mase: mase(actual, mean, train, 12)!,
        seasonalNaive: mase(actual, naive, train, 12)!,
        held80: coverage(actual, lower80, upper80)!,
        method,
      }
    })
    const average = (of: 'mase' | 'seasonalNaive') =>
      rows.reduce((sum, row) => sum + row[of], 0) / rows.length
    for (const row of rows)
      console.info(
        `${row.make.padEnd(14)} ${row.months}  ${row.mase.toFixed(3)}  ${row.seasonalNaive.toFixed(3)}  ${row.method}`,
      )
    console.info(
      `${rows.length} makes: MASE ${average('mase').toFixed(4)}, seasonal naive ${average('seasonalNaive').toFixed(4)}`,
    )
    expect(rows.length).toBeGreaterThan(25)
    expect(average('mase')).toBeLessThan(0.95 * average('seasonalNaive'))
  },
)

it.skipIf(!samplesFolder)(
  'the 80% interval holds 75 … 85% at rolling origins over the Norwegian makes',
  () => {
    const held: number[] = []
    for (const { values } of readNorwegianMakes())
      for (let end = values.length - 12; end >= 48; end -= 12) {
        const { lower80, upper80 } = chooseForecast(values.subarray(0, end), { season: 12, horizon: 12 })
        const share = coverage(values.subarray(end, end + 12), lower80, upper80)
        if (share !== null) held.push(share)
      }
    const mean = held.reduce((sum, share) => sum + share, 0) / held.length
    console.info(`${held.length} origins: the 80% interval held ${(100 * mean).toFixed(1)}%`)
    expect(mean).toBeGreaterThan(0.75)
    expect(mean).toBeLessThan(0.85)
  },
)
