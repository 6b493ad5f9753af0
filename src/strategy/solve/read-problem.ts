import { buildModel, type Model, type ModelInputs } from '../../../packages/mdp/index.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import { spellOutGambler } from './gambler.ts'
import { type Criterion, criteria, type Method, type Problem, type Wishes } from './problem.ts'
import { readPolicy } from './read-policy.ts'

type Fields = Readonly<Record<string, unknown>>

const known = [
  'nStates',
  'gamma',
  'transitions',
  'rewards',
  'absorbing',
  'criterion',
  'horizon',
  'terminal',
  'policy',
]
const undiscounted: readonly unknown[] = ['average', 'total'] // may do without gamma
const words = ['format', 'states', 'actions', 'generator'] // for people, read by nobody

/** Reads the form of the cases: the inputs themselves, or an object that holds them as `inputs`.
 *  @throws Refusal or an error of the engine that names the row */
export function readProblem(json: unknown, wishes: Wishes): Problem {
  const given = isFields(json) && isFields(json.inputs) ? json.inputs : json
  if (!isFields(given))
    throw new Refusal('The model must be a JSON object with nStates, transitions and rewards.')
  const notes: string[] = []
  const asked = wishes.criterion && { criterion: wishes.criterion }
  const fields: Fields = { ...spellOutGambler(given), ...asked }
  const model = readModel(fields, notes)
  const ignored = Object.keys(given).filter(
    name => !known.includes(name) && !words.includes(name) && !('generator' in given),
  )
  if (ignored.length > 0) notes.push(`not read: ${ignored.join(', ')}`)
  const horizon = readHorizon(fields.horizon)
  const gamma = readGamma(
    fields.gamma,
    wishes.gamma,
    horizon !== null || undiscounted.includes(fields.criterion),
  )
  return {
    model,
    criterion: readCriterion(fields, wishes.method, gamma, horizon, notes),
    gamma: gamma ?? 1,
    horizon,
    terminalValue: readTerminal(fields.terminal, model),
    policy: fields.policy === undefined ? null : readPolicy(model, fields.policy),
    notes,
  }
}

/** A model without words of its own, as of the binary form. */
export function problemOfModel(model: Model, wishes: Wishes): Problem {
  const notes: string[] = []
  const { criterion: asked } = wishes
  const isAverage = wishes.method === 'relative-value-iteration'
  const gamma = readGamma(undefined, wishes.gamma, isAverage || undiscounted.includes(asked))
  const criterion = readCriterion({ criterion: asked }, wishes.method, gamma, null, notes)
  return { model, criterion, gamma: gamma ?? 1, horizon: null, terminalValue: null, policy: null, notes }
}

function readModel(fields: Fields, notes: string[]): Model {
  if (fields.nStates === undefined) throw new Refusal('nStates is missing: say how many states there are.')
  if (fields.rewards === undefined)
    throw new Refusal('rewards is missing: give rows [s, a, r] or [s, a, s2, r].')
  if (fields.transitions === undefined) notes.push('no transitions are given: uniform ones over all states')
  return buildModel({
    nStates: fields.nStates as number, // checked by buildModel, which names what is wrong
    transitions: fields.transitions as ModelInputs['transitions'],
    rewards: fields.rewards as ModelInputs['rewards'],
    absorbing: fields.absorbing as ModelInputs['absorbing'],
  })
}

function readHorizon(horizon: unknown): number | null {
  if (horizon === undefined || horizon === null) return null
  if (typeof horizon !== 'number' || !Number.isInteger(horizon) || horizon < 1)
    throw new Refusal(`horizon is ${JSON.stringify(horizon)}; it must be a whole number of at least 1.`)
  return horizon
}

function readGamma(inFile: unknown, asked: number | undefined, mayBeMissing: boolean): number | null {
  const gamma = asked ?? inFile
  if (gamma === undefined || gamma === null) {
    if (mayBeMissing) return null
    throw new Refusal('gamma is missing: give it in the file or by --gamma.')
  }
  if (typeof gamma !== 'number' || !(gamma >= 0 && gamma <= 1))
    throw new Refusal(`gamma is ${JSON.stringify(gamma)}; it must be from 0 to 1.`)
  return gamma
}

function readCriterion(
  fields: Fields,
  method: Method | undefined,
  gamma: number | null,
  horizon: number | null,
  notes: string[],
): Criterion {
  const { criterion } = fields
  if (method === 'evaluate') return 'evaluate-policy'
  if (criterion !== undefined) {
    const found = criteria.find(each => each === criterion)
    if (!found)
      throw new Refusal(`criterion ${JSON.stringify(criterion)} is not one of ${criteria.join(', ')}.`)
    if (found !== 'total' || gamma === null || gamma === 1) return found
    notes.push(`gamma is ${gamma}: the total reward is discounted`)
    return 'discounted'
  }
  const derived = deriveCriterion(fields, method, gamma, horizon)
  notes.push(`no criterion is given: taken as ${derived}`)
  return derived
}

function deriveCriterion(
  fields: Fields,
  method: Method | undefined,
  gamma: number | null,
  horizon: number | null,
): Criterion {
  if (method === 'relative-value-iteration') return 'average'
  if (fields.policy !== undefined) return 'evaluate-policy'
  if (horizon !== null || method === 'backward-induction') return 'finite'
  return gamma !== null && gamma < 1 ? 'discounted' : 'total'
}

function readTerminal(terminal: unknown, model: Model): Float64Array | null {
  if (terminal === undefined || terminal === null) return null
  if (!Array.isArray(terminal) || terminal.length !== model.stateCount)
    throw new Refusal(
      `terminal must be a list of ${model.stateCount} numbers, one for each state${
        Array.isArray(terminal) ? `; it has ${terminal.length}` : ''
      }.`,
    )
  terminal.forEach((value, state) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw new Refusal(`terminal of state ${state} is ${JSON.stringify(value)}, not a finite number.`)
  })
  return Float64Array.from(terminal as number[])
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
