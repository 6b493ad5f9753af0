import { readFile } from 'node:fs/promises'
import { buffer as bytesOf } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { EvaluatedForecast } from '../../../packages/forecast/index.ts'
import type { RegisterCommand } from '../../platform/server/commands/command.ts'
import { encodingOf } from '../../platform/server/import/encoding.ts'
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

/** A series that the engine refuses, among others that it answers. */
export interface Refused {
  readonly key: string
  readonly reason: string
}

export interface Answers {
  readonly answers: readonly Answer[]
  readonly refused: readonly Refused[]
}

interface Wanted {
  season: number
  horizon: number
  method: string
  level: number | null
}

/** One series that cannot be forecast does not keep the others from their answers.
 *  @throws Refusal when none can */
async function forecastAll(
  series: readonly NamedSeries[],
  { season, horizon, method, level }: Wanted,
): Promise<Answers> {
  const { forecastBy, intervalAt } = await import('../../../packages/forecast/index.ts')
  const answers: Answer[] = []
  const refused: Refused[] = []
  for (const { key, values } of series)
    try {
      const forecast = forecastBy(method, values, { season, horizon })
      const interval = level === null ? null : intervalAt(forecast, level)
      const further = interval && { [`lower${level}`]: interval.lower, [`upper${level}`]: interval.upper }
      answers.push({ key, ...forecast, further: further ?? {} })
    } catch (error) {
      // What the engine refuses lies in the data or the method named: the operator can cure both.
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error
      if (key === null) throw new Refusal(`${error.message}.`)
      refused.push({ key, reason: `${error.message}.` })
    }
  const [first] = refused
  if (first && answers.length === 0) throw new Refusal(`${first.key}: ${first.reason}`)
  return { answers, refused }
}

function asJson({ answers, refused }: Answers): string {
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
  if (answers[0]?.key === null) return JSON.stringify(plain[0])
  return JSON.stringify({ series: plain, ...(refused.length > 0 && { refused }) })
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
  const bytes = file === '-' ? await bytesOf(process.stdin) : await readBytes(file)
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Refusal(code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code}.`)
  }
}
