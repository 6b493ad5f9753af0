import type { Finding } from '../../import/import.contract.ts'
import type { ImportKindInfo } from '../../import/imports.contract.ts'
import type { Language } from '../words/words.ts'

/** What is wrong with a row, in words: the field, then the reason with what it names filled in.
 *  What is not said of a finding is left out: a counted one names no single value, and who sees counts only gets
 *  no values at all. */
export function findingText(
  { code, field, params }: Finding,
  { findings, fields }: Pick<ImportKindInfo, 'findings' | 'fields'>,
  language: Language,
): string {
  const template = findings[code]?.[language] ?? code
  const reason = filled(template, params ?? {})
  const label = fields.find(({ name }) => name === field)?.label[language]
  return label ? `${label}${language === 'zh' ? '：' : ': '}${reason}` : reason
}

/** `“{value}” is not a number` → `“abc” is not a number`, or `is not a number`. */
function filled(template: string, params: NonNullable<Finding['params']>): string {
  return template
    .replace(/[“"(（]?\{(\w+)\}[”")）]?/g, (place, name: string) =>
      name in params ? place.replace(`{${name}}`, () => String(params[name])) : '…',
    )
    .replace(/^…\s*/, '')
    .trim()
}
