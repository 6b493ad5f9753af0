import type { CodeField } from './fields.ts'
import { normaliseHeading } from './headings.ts'

const tables = new WeakMap<CodeField, ReadonlyMap<string, string>>()

/** The code that a cell means, by the code itself or another way to write it; null when it is not in the list. */
export function codeOf(field: CodeField, text: string): string | null {
  return tableOf(field).get(normaliseHeading(text)) ?? null
}

function tableOf(field: CodeField): ReadonlyMap<string, string> {
  const known = tables.get(field)
  if (known) return known
  const table = new Map<string, string>()
  for (const [code, synonyms] of Object.entries(field.codes))
    for (const name of [code, ...synonyms]) table.set(normaliseHeading(name), code)
  tables.set(field, table)
  return table
}
