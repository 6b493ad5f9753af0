import { Refusal } from '../../platform/server/refusal.ts'

type Json = Readonly<Record<string, unknown>>

/** A stock case as it came: its method, what is asked by it, and what it is compared with, where that is known. */
export interface StockCase {
  readonly method: string
  readonly inputs: Json
  readonly expected: Json
}

/** What a published case says about itself; none of it is an input. */
const descriptive = [
  'id',
  'area',
  'name',
  'kind',
  'source',
  'expected',
  'tolerance',
  'notes',
  'method',
  'inputs',
]

/** `{ method, …inputs }`, `{ method, inputs: {…} }` or a whole published case with a method. */
export function readCase(text: string): StockCase {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    throw new Refusal(`The case is not JSON (${(error as Error).message}): give one JSON object.`)
  }
  if (!isObject(parsed)) throw new Refusal('The case is not a JSON object: give { "method": …, …inputs }.')
  const { method, inputs, expected } = parsed
  if (typeof method !== 'string')
    throw new Refusal('The case has no field "method": add it, such as "method": "eoq".')
  if (inputs !== undefined && !isObject(inputs))
    throw new Refusal('Field "inputs" is not an object: give { "field": value, … }.')
  const flat = Object.fromEntries(Object.entries(parsed).filter(([name]) => !descriptive.includes(name)))
  const both = inputs && Object.keys(flat)[0]
  if (both) throw new Refusal(`Field "${both}" stands beside "inputs": move it into "inputs".`)
  return { method, inputs: inputs ?? flat, expected: isObject(expected) ? expected : {} }
}

/** Hands out the inputs of a case by name, and refuses what is missing, of the wrong kind, or never asked for. */
export class CaseInputs {
  private readonly asked = new Set<string>()
  readonly method: string
  private readonly inputs: Json

  constructor(method: string, inputs: Json) {
    this.method = method
    this.inputs = inputs
  }

  /** Whether one of the names is given; null counts as not given. */
  has(...names: string[]): boolean {
    return this.find(names) !== undefined
  }

  hasList(...names: string[]): boolean {
    return Array.isArray(this.find(names)?.value)
  }

  /** The names of given fields that look like this. */
  namesLike(pattern: RegExp): string[] {
    return Object.keys(this.inputs).filter(name => pattern.test(name))
  }

  positive(...names: string[]): number {
    const { field, value } = this.number(names)
    if (value <= 0)
      throw new Refusal(`Field "${field}" is ${value}: it must be above 0; give a positive number.`)
    return value
  }

  nonNegative(...names: string[]): number {
    const { field, value } = this.number(names)
    if (value < 0) throw new Refusal(`Field "${field}" is ${value}: it must not be negative; give 0 or more.`)
    return value
  }

  finite(...names: string[]): number {
    return this.number(names).value
  }

  whole(...names: string[]): number {
    const { field, value } = this.number(names)
    if (!Number.isSafeInteger(value)) throw new Refusal(`Field "${field}" is ${value}: give a whole number.`)
    return value
  }

  numbers(...names: string[]): number[] {
    const { field, value } = this.require(names)
    if (!Array.isArray(value)) throw new Refusal(`Field "${field}" is not a list: give [number, …].`)
    return value.map((each, index) => checkNumber(`${field}[${index}]`, each))
  }

  /** Rows of numbers; null where there is none. */
  matrix(...names: string[]): (number | null)[][] {
    const { field, value } = this.require(names)
    if (!Array.isArray(value))
      throw new Refusal(`Field "${field}" is not a list of rows: give [[number, …], …].`)
    return value.map((row: unknown, i) => {
      if (!Array.isArray(row)) throw new Refusal(`Field "${field}[${i}]" is not a row: give [number, …].`)
      return row.map((each: unknown, j) => (each === null ? null : checkNumber(`${field}[${i}][${j}]`, each)))
    })
  }

  /** Lists of numbers by name. */
  series(...names: string[]): Map<string, number[]> {
    const { field, value } = this.require(names)
    if (!isObject(value))
      throw new Refusal(`Field "${field}" is not an object: give { "name": [number, …], … }.`)
    return new Map(
      Object.entries(value).map(([name, list]) => {
        if (!Array.isArray(list))
          throw new Refusal(`Field "${field}.${name}" is not a list: give [number, …].`)
        return [name, list.map((each, index) => checkNumber(`${field}.${name}[${index}]`, each))]
      }),
    )
  }

  /** One number for every period, or a list with one per period. */
  numberOrNumbers(...names: string[]): number | number[] {
    return Array.isArray(this.find(names)?.value) ? this.numbers(...names) : this.nonNegative(...names)
  }

  /** Probabilities by demand: a list (index = demand), pairs [demand, probability], or { "demand": probability }. */
  probabilities(...names: string[]): { values: number[]; probabilities: number[] } {
    const { field, value } = this.require(names)
    if (!Array.isArray(value) && !isObject(value))
      throw new Refusal(
        `Field "${field}" is not a list or an object: give [p0, p1, …] or { "demand": p, … }.`,
      )
    const pairs = Array.isArray(value)
      ? value.map((each: unknown, index) => (Array.isArray(each) ? [each[0], each[1]] : [index, each]))
      : Object.entries(value).map(([demand, share]) => [Number(demand), share])
    return {
      values: pairs.map(([demand], index) => checkNumber(`${field}: demand ${index}`, demand)),
      probabilities: pairs.map(([demand, share]) => checkNumber(`${field}[${demand}]`, share)),
    }
  }

  /** A field that nobody asked for would otherwise be ignored in silence. */
  refuseUnknown(): void {
    const unknown = Object.keys(this.inputs).find(name => !this.asked.has(name))
    if (unknown !== undefined)
      throw new Refusal(
        `Field "${unknown}" is unknown to method "${this.method}": use ${[...this.asked].join(', ')}.`,
      )
  }

  private number(names: string[]): { field: string; value: number } {
    const { field, value } = this.require(names)
    return { field, value: checkNumber(field, value) }
  }

  private require(names: string[]): { field: string; value: unknown } {
    const found = this.find(names)
    if (found) return found
    throw new Refusal(`Field "${names[0]}" is missing: method "${this.method}" needs it; add it.`)
  }

  private find(names: string[]): { field: string; value: unknown } | undefined {
    for (const name of names) this.asked.add(name)
    const given = names.filter(name => this.inputs[name] !== undefined && this.inputs[name] !== null)
    if (given.length > 1)
      throw new Refusal(`Fields "${given.join('" and "')}" mean the same: give only one of them.`)
    const [field] = given
    return field === undefined ? undefined : { field, value: this.inputs[field] }
  }
}

function checkNumber(field: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new Refusal(`Field "${field}" is ${JSON.stringify(value)}: it must be a finite number; give one.`)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
