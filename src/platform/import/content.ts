import { codeOf } from './codes.ts'
import { dateShape } from './dates.ts'
import type { CodeField, Field } from './fields.ts'
import { parseNumber } from './numbers.ts'

/** What the cells of a column look like, counted over a sample of it. */
export interface ContentCounts {
  cells: number
  vin: number
  phone: number
  email: number
  number: number
  date: number
  readonly values: Map<string, number> // short ones, while there are few
}

/** A column with more values than this is no list of codes. */
const valuesKept = 60

export function noContent(): ContentCounts {
  return { cells: 0, vin: 0, phone: 0, email: 0, number: 0, date: 0, values: new Map() }
}

export function addContent(counts: ContentCounts, text: string): void {
  counts.cells++
  if (looksLikeVin(text)) counts.vin++
  if (looksLikePhone(text)) counts.phone++
  if (looksLikeEmail(text)) counts.email++
  if (looksLikeNumber(text)) counts.number++
  if (dateShape(text)) counts.date++
  const times = counts.values.get(text)
  if (times !== undefined || counts.values.size < valuesKept) counts.values.set(text, (times ?? 0) + 1)
}

/** The share of cells that could stand in a field like this; text takes everything. */
export function contentFit(counts: ContentCounts, field: Field): number {
  if (counts.cells === 0) return 1
  const fitting = fittingCells(counts, field)
  return fitting === null ? 1 : fitting / counts.cells
}

/** Seventeen letters and digits, with at least one of each. */
export function looksLikeVin(text: string): boolean {
  const vin = text.normalize('NFKC').replace(/[\s-]/g, '')
  return /^[A-HJ-NPR-Z0-9]{17}$/i.test(vin) && /[A-Z]/i.test(vin) && /\d/.test(vin)
}

/** A Chinese mobile or land line, or a number with a country code. */
export function looksLikePhone(text: string): boolean {
  const digits = text.normalize('NFKC').replace(/[\s().-]/g, '')
  return (
    /^(?:\+?86)?1[3-9]\d{9}$/.test(digits) || /^0\d{9,11}$/.test(digits) || /^(?:\+|00)\d{8,15}$/.test(digits)
  )
}

export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
}

function listedCells({ values }: ContentCounts, field: CodeField): number {
  let cells = 0
  for (const [text, times] of values) if (codeOf(field, text) !== null) cells += times
  return cells
}

function looksLikeNumber(text: string): boolean {
  return parseNumber(text, 'point') !== null || parseNumber(text, 'comma') !== null
}

function fittingCells(counts: ContentCounts, field: Field): number | null {
  switch (field.type) {
    case 'vin':
    case 'phone':
    case 'email':
      return counts[field.type]
    case 'date':
    case 'datetime':
      return counts.date
    case 'integer':
    case 'decimal':
    case 'money':
    case 'distance':
      return counts.number
    case 'code':
      return listedCells(counts, field)
    default:
      return null
  }
}
