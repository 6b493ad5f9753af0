import { parseNumber } from '../../platform/import/numbers.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import { readPeriod } from './periods.ts'

export interface Row {
  readonly row: number // in the file, the headings are 1
  readonly cells: readonly string[]
}

/** Headings that the caller names. */
export interface ColumnChoice {
  readonly value?: string
  readonly date?: string
  readonly key?: string
}

export interface Columns {
  readonly value: number
  /** one column, or year and month; none: rows follow each other in time */
  readonly dates: readonly number[]
  readonly key: number | null
}

const valueNames = /^(?:values?|sales|quantity|qty|units|count|demand|y|销量|数量|值)$/i

export function isMissing(cell: string): boolean {
  return /^(?:na|n\/a|null|nan)?$/i.test(cell)
}

/** Which column holds what: by the headings named, else by what the cells look like. */
export function chooseColumns(
  headings: readonly string[],
  rows: readonly Row[],
  file: string,
  choice: ColumnChoice,
): Columns {
  const named = (heading: string | undefined) => {
    if (heading === undefined) return null
    const at = headings.findIndex(each => each.toLowerCase() === heading.trim().toLowerCase())
    if (at < 0) throw new Refusal(`${file} has no column "${heading}"; it has ${headings.join(', ')}.`)
    return at
  }
  const [date, value, key] = [named(choice.date), named(choice.value), named(choice.key)]
  const dates = date !== null ? [date] : headings.length > 1 ? findDates(headings, rows) : []
  const taken = new Set([...dates, value, key])
  const rest = headings.map((_, at) => at).filter(at => !taken.has(at))
  return assign(rest, { headings, rows, file, dates, value, key })
}

interface Known {
  headings: readonly string[]
  rows: readonly Row[]
  file: string
  dates: readonly number[]
  value: number | null
  key: number | null
}

function assign(rest: readonly number[], { headings, rows, file, dates, value, key }: Known): Columns {
  const numeric = rest.filter(at => isNumeric(rows, at))
  const words = rest.filter(at => !numeric.includes(at))
  const names = (columns: readonly number[]) => columns.map(at => `"${headings[at]}"`).join(', ')
  const chosen = value ?? pickValue(headings, rest.length === 1 ? rest : numeric)
  if (chosen === null)
    throw new Refusal(
      numeric.length === 0
        ? `${file} has no column of numbers; it has ${headings.join(', ')}.`
        : `${file} has several columns of numbers (${names(numeric)}); name one with --value.`,
    )
  const others = words.filter(at => at !== chosen)
  if (key === null && others.length > 1)
    throw new Refusal(`${file} has several columns of words (${names(others)}); name the key with --key.`)
  return { value: chosen, dates, key: key ?? others[0] ?? null }
}

function pickValue(headings: readonly string[], numeric: readonly number[]): number | null {
  if (numeric.length === 1) return numeric[0]!
  const likely = numeric.filter(at => valueNames.test(headings[at]!))
  return likely.length === 1 ? likely[0]! : null
}

/** A column of dates, or one of years and one of months. */
function findDates(headings: readonly string[], rows: readonly Row[]): number[] {
  const year = headings.findIndex(heading => /^(?:year|年)$/i.test(heading))
  const month = headings.findIndex(heading => /^(?:month|月)$/i.test(heading))
  const isNumber = (at: number) => rows.every(({ cells }) => /^\d{1,4}$/.test(cells[at] ?? ''))
  if (year >= 0 && month >= 0 && isNumber(year) && isNumber(month)) return [year, month]
  const named = headings.findIndex(heading =>
    /^(?:date|month|period|week|year|day|time|日期|月份|年月)$/i.test(heading),
  )
  if (named >= 0) return [named]
  const found = headings.findIndex((_, at) => mostly(rows, at, text => readPeriod(text) !== null))
  return found < 0 || valueNames.test(headings[found]!) ? [] : [found]
}

function isNumeric(rows: readonly Row[], at: number): boolean {
  return mostly(rows, at, text => parseNumber(text, 'point') !== null || parseNumber(text, 'comma') !== null)
}

/** More than half of the cells that say anything: the others are then faults to be named, not another kind. */
function mostly(rows: readonly Row[], at: number, test: (text: string) => boolean): boolean {
  const told = rows.map(({ cells }) => cells[at] ?? '').filter(cell => !isMissing(cell))
  return told.length > 0 && told.filter(test).length > told.length / 2
}
