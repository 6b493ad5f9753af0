import type { Highs, Model, ModelData } from 'highs'
import { findConflict } from './mix-conflict.ts'
import {
  type LimitName,
  limitNames,
  type MixLimits,
  type MixTrim,
  readLimits,
  readTrims,
  type Trim,
} from './mix-problem.ts'
import { type MixProgramme, writeProgramme } from './mix-programme.ts'

export interface ModelMixOptions extends MixLimits {
  readonly trims: readonly Trim[]
  /** default: none */
  readonly maxSeconds?: number
}

export interface ModelMix {
  readonly status: 'optimal' | 'time-limit'
  /** [trims] units of each, as listed */
  readonly quantities: Int32Array
  /** expected, of the quantities; currency */
  readonly profit: number
  /** no mix earns more; currency */
  readonly bound: number
  /** (bound − profit) / max(1, |profit|) */
  readonly gap: number
  readonly spent: number
  readonly baysUsed: number
  /** what one more of a limit (one unit of currency, one bay) would add to the expected profit, by the relaxation in
   *  which units may be split; only limits that were given. Of a minimum: what one less would add */
  readonly shadowPrices: Readonly<Partial<Record<LimitName, number>>>
  /** simplex iterations of relaxation and search */
  readonly iterations: number
  /** true: proven best; false: the time limit came first */
  readonly converged: boolean
}

/** No mix keeps the limits: which, and why. */
export interface InfeasibleMix {
  readonly status: 'infeasible'
  readonly conflict: readonly LimitName[]
  readonly reason: string
  readonly converged: true
}

/** The time limit came before any mix that keeps the limits. */
export interface UnfinishedMix {
  readonly status: 'unknown'
  readonly reason: string
  readonly converged: false
}

/** Which trims to stock, and how many of each, for the highest expected profit under floor-plan money, bays, variety and
 *  order bounds. The expected profit of a trim is concave in its units (each further one sells less surely), so units are
 *  0/1 variables that are taken in order by themselves.
 *
 *  Solved by HiGHS as a mixed-integer programme, presolve off, to a gap of 1e-9. Complexity: exponential at worst;
 *  50 trims of 10 units take some hundredths of a second.
 *  @throws RangeError or TypeError that names the trim or limit and its value
 *  @example
 *  const trims = [
 *    { name: 'base', unitCost: 20, marginalProfits: [5, 4, 1] },
 *    { name: 'sport', unitCost: 30, marginalProfits: [9, 6, 2] },
 *  ]
 *  const mix = await chooseModelMix({ trims, budget: 100 })
 *  mix.quantities // → [2,2]
 *  mix.profit // ≈ 24
 *  mix.shadowPrices.budget // ≈ 0.06667
 *  (await chooseModelMix({ trims, budget: 40, minVariety: 2 })).reason // → "budget is 40, and the units that must be taken need at least 50"
 */
export async function chooseModelMix(
  options: ModelMixOptions,
): Promise<ModelMix | InfeasibleMix | UnfinishedMix> {
  const trims = readTrims(options.trims)
  const limits = readLimits(options)
  const maxSeconds = options.maxSeconds ?? Number.POSITIVE_INFINITY
  if (!(maxSeconds > 0)) throw new RangeError(`maxSeconds is ${maxSeconds}: give a number above 0`)
  const conflict = findConflict(trims, limits)
  if (conflict)
    return { status: 'infeasible', conflict: conflict.limits, reason: conflict.reason, converged: true }
  const programme = writeProgramme(trims, limits)
  if (programme.trimOf.length === 0) return emptyMix(trims, limits)
  const highs = await startHighs()
  const relaxed = run(highs, programme.model, maxSeconds)
  if (relaxed.status === 'infeasible') return jointConflict(limits)
  const whole = { ...programme.model, integrality: Array.from(programme.trimOf, () => 1 as const) }
  const search = run(highs, whole, maxSeconds)
  if (search.status === 'infeasible') return jointConflict(limits)
  if (!search.values)
    return { status: 'unknown', reason: `no mix was found within ${maxSeconds} s`, converged: false }
  return describeMix(trims, limits, programme, relaxed, search)
}

let loading: Promise<Highs> | undefined

/** One instance for all, loaded when it is first needed: those who use the rest of the package need not carry it. */
async function startHighs(): Promise<Highs> {
  loading ??= import('highs').then(({ default: load }) => load())
  try {
    return await loading
  } catch (error) {
    loading = undefined // the next question may find the network again
    throw error
  }
}

interface Run {
  readonly status: 'optimal' | 'infeasible' | 'stopped'
  /** [column]; null: none that keeps the limits */
  readonly values: Float64Array | null
  /** [row] */
  readonly duals: Float64Array
  /** no solution is lower; null: not proven */
  readonly bound: number | null
  readonly iterations: number
}

function run(highs: Highs, data: ModelData, maxSeconds: number): Run {
  return highs.withModel(data, model => {
    // With its default presolve the solver took 16–43 s where it takes half a second without.
    model.options.set({ output_flag: false, presolve: 'off', mip_rel_gap: 1e-9, mip_abs_gap: 1e-9 })
    if (Number.isFinite(maxSeconds)) model.options.set({ time_limit: maxSeconds })
    model.run()
    return readRun(highs, model, data.integrality !== undefined)
  })
}

function readRun(highs: Highs, model: Model, isWhole: boolean): Run {
  const { modelStatus } = highs.constants
  const status = model.getModelStatus()
  if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
    return { status: 'infeasible', values: null, duals: new Float64Array(0), bound: null, iterations: 0 }
  const feasible = Number(model.info.get('primal_solution_status')) === 2
  const solution = model.getSolution()
  const isOptimal = status === modelStatus.optimal
  const bound = Number(model.info.get(isWhole ? 'mip_dual_bound' : 'objective_function_value'))
  return {
    status: isOptimal ? 'optimal' : 'stopped',
    values: feasible ? solution.colValue : null,
    duals: isOptimal ? solution.rowDual : new Float64Array(0),
    bound: Number.isFinite(bound) && (isWhole || isOptimal) ? bound : null,
    iterations: Math.max(0, Number(model.info.get('simplex_iteration_count'))),
  }
}

function describeMix(
  trims: readonly MixTrim[],
  limits: MixLimits,
  { trimOf, rowOf }: MixProgramme,
  relaxed: Run,
  search: Run,
): ModelMix {
  const quantities = new Int32Array(trims.length)
  for (const [column, value] of search.values!.entries())
    if (value > 0.5) quantities[trimOf[column]!] = quantities[trimOf[column]!]! + 1
  const profit = profitOf(trims, quantities)
  const proven = search.bound ?? relaxed.bound
  const bound = Math.max(profit, proven === null ? boundByUnits(trims) : -proven)
  const shadowPrices: Partial<Record<LimitName, number>> = {}
  for (const [name, row] of rowOf) {
    const dual = relaxed.duals[row]
    if (dual !== undefined && limits[name] !== undefined) shadowPrices[name] = Math.abs(dual)
  }
  return {
    status: search.status === 'optimal' ? 'optimal' : 'time-limit',
    quantities,
    profit,
    bound,
    gap: (bound - profit) / Math.max(1, Math.abs(profit)),
    spent: trims.reduce((sum, trim, t) => sum + trim.unitCost * quantities[t]!, 0),
    baysUsed: trims.reduce((sum, trim, t) => sum + trim.bays * quantities[t]!, 0),
    shadowPrices,
    iterations: relaxed.iterations + search.iterations,
    converged: search.status === 'optimal',
  }
}

/** Of equal units of a trim the solver may have taken any: the first ones are the same. */
function profitOf(trims: readonly MixTrim[], quantities: Int32Array): number {
  let profit = 0
  for (const [t, { profits }] of trims.entries())
    for (let k = 0; k < quantities[t]!; k++) profit += profits[k]!
  return profit
}

/** Every unit that earns, and every one that must be taken. */
function boundByUnits(trims: readonly MixTrim[]): number {
  return trims.reduce(
    (sum, { profits, minUnits }) =>
      profits.reduce((total, profit, k) => total + (k < minUnits ? profit : Math.max(0, profit)), sum),
    0,
  )
}

function jointConflict(limits: MixLimits): InfeasibleMix {
  const names = Object.keys(limits) as LimitName[]
  const given = names.filter(name => limitNames.includes(name) && limits[name] !== undefined)
  const list = given.map(name => `${name} ${limits[name]}`).join(', ')
  return {
    status: 'infeasible',
    conflict: given,
    reason: `no mix keeps these together, though each could be kept alone: ${list}`,
    converged: true,
  }
}

function emptyMix(trims: readonly MixTrim[], limits: MixLimits): ModelMix {
  const given = limitNames.filter(name => limits[name] !== undefined)
  return {
    status: 'optimal',
    quantities: new Int32Array(trims.length),
    profit: 0,
    bound: 0,
    gap: 0,
    spent: 0,
    baysUsed: 0,
    shadowPrices: Object.fromEntries(given.map(name => [name, 0])),
    iterations: 0,
    converged: true,
  }
}
