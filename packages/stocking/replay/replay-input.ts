import type { ReplayOptions } from './replay.ts'

export interface ReplayInput {
  readonly demand: Float64Array
  readonly history: Float64Array
  readonly initialStock: number
  readonly pipeline: Float64Array
  readonly substitutionShare: number
  readonly agedAfterPeriods: number
}

/** @throws RangeError that names the option, its index and value */
export function readReplay(options: ReplayOptions): ReplayInput {
  const { daysPerPeriod = 30, agedAfterDays = 90, substitutionShare = 0, costs } = options
  const limits = { initialStock: options.initialStock, agedAfterDays, ...costs }
  for (const [name, value] of Object.entries(limits)) readNumber(value, name)
  if (!(daysPerPeriod > 0 && daysPerPeriod < Number.POSITIVE_INFINITY))
    throw new RangeError(`daysPerPeriod is ${daysPerPeriod}: give a finite number above 0`)
  if (!(substitutionShare >= 0 && substitutionShare <= 1))
    throw new RangeError(`substitutionShare is ${substitutionShare}: give a share from 0 to 1`)
  if (options.unmet === 'backordered' && substitutionShare > 0)
    throw new RangeError('substitutionShare: customers who wait take no substitute; give 0, or unmet: "lost"')
  const demand = readSeries(options.demand, 'demand')
  if (demand.length === 0) throw new RangeError('demand has no periods: there is nothing to replay')
  return {
    demand,
    history: readSeries(options.history ?? [], 'history'),
    initialStock: options.initialStock,
    pipeline: readSeries(options.initialPipeline ?? [], 'initialPipeline'),
    substitutionShare,
    agedAfterPeriods: agedAfterDays / daysPerPeriod,
  }
}

function readSeries(values: ArrayLike<number>, name: string): Float64Array {
  const series = Float64Array.from(values)
  for (const [index, value] of series.entries()) readNumber(value, `${name} ${index}`)
  return series
}

function readNumber(value: number, name: string): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`${name} is ${value}: give a finite number, 0 or more`)
}
