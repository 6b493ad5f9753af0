import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { EvaluatedForecast } from '../../../packages/forecast/index.ts'
import type { RegisterCommand } from '../../platform/server/commands/command.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import { presentForecast } from './forecast-table.ts'
import { type NamedSeries, readSeriesFile } from './series-file.ts'

interface Options {
  season: string
  horizon: string
  method: string
  level?: string
  json?: boolean
  value?: string
  date?: string
  key?: string
}

/** `forecourt forecast` */
export const registerForecast: RegisterCommand = (program: Command) => {
  program
    .command('forecast')
    .description('say what comes next in a series, with 80% and 95% intervals, and how well that went so far')
    .argument(
      '<file>',
      'CSV: a column of numbers, dates and numbers, or keys, dates and numbers; - for stdin',
    )
    .option('--season <periods>', 'periods in a season; 1 for none', '12')
    .option('--horizon <periods>', 'periods to forecast', '12')
    .option('--method <name>', 'auto, or a method such as ets, theta, seasonal-naive, "ETS(A,Ad,M)"', 'auto')
    .option('--level <percent>', 'print the interval of this level too, as lower90 and upper90', undefined)
    .option('--value <heading>', 'the column of numbers')
    .option('--date <heading>', 'the column of dates')
    .option('--key <heading>', 'the column that tells series apart')
    .option('--json', 'print { method, mean, lower80, upper80, lower95, upper95, evaluation } for a program')
    .action(async (file: string, options: Options) => {
      const season = wholeNumber('--season', options.season, 1000)
      const horizon = wholeNumber('--horizon', options.horizon, 10_000)
      const series = readSeriesFile(await readInput(file), file === '-' ? 'The input' : file, options)
      const level = options.level === undefined ? null : percent('--level', options.level)
      const answers = await forecastAll(series, { season, horizon, method: options.method, level })
      const print = options.json ? asJson : presentForecast
      process.stdout.write(`${print(answers)}\n`)
    })
}

export interface Answer extends EvaluatedForecast {
  readonly key: string | null
  /** of the level asked for, by name */
  readonly further: Readonly<Record<string, Float64Array>>
}

async function forecastAll(
  series: readonly NamedSeries[],
  {
    season,
    horizon,
    method,
    level,
  }: { season: number; horizon: number; method: string; level: number | null },
): Promise<Answer[]> {
  const { forecastBy, intervalAt } = await import('../../../packages/forecast/index.ts')
  return series.map(({ key, values }) => {
    try {
      const forecast = forecastBy(method, values, { season, horizon })
      if (level === null) return { key, ...forecast, further: {} }
      const { lower, upper } = intervalAt(forecast, level)
      return { key, ...forecast, further: { [`lower${level}`]: lower, [`upper${level}`]: upper } }
    } catch (error) {
      // What the engine refuses lies in the data or the method named: the operator can cure both.
      if (error instanceof RangeError || error instanceof TypeError)
        throw new Refusal(`${key === null ? '' : `${key}: `}${error.message}.`)
      throw error
    }
  })
}

function asJson(answers: readonly Answer[]): string {
  const plain = answers.map(
    ({ key, method, mean, lower80, upper80, lower95, upper95, evaluation, further }) => ({
      ...(key !== null && { key }),
      method,
      ...Object.fromEntries(
        Object.entries({ mean, lower80, upper80, lower95, upper95, ...further }).map(([name, values]) => [
          name,
          [...values],
        ]),
      ),
      evaluation,
    }),
  )
  return JSON.stringify(answers[0]?.key === null ? plain[0] : { series: plain })
}

function wholeNumber(option: string, text: string, max: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new Refusal(`${option} is "${text}"; it must be a whole number, 1 … ${max}.`)
  return value
}

function percent(option: string, text: string): number {
  const value = Number(text)
  if (!(value >= 50 && value <= 99.9))
    throw new Refusal(`${option} is "${text}"; it must be a percentage, 50 … 99.9.`)
  return value
}

async function readInput(file: string): Promise<string> {
  if (file === '-') return await textOf(process.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Refusal(code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code}.`)
  }
}
