import type { Finding } from '../../import/import.contract.ts'
import type { ImportKindInfo } from '../../import/imports.contract.ts'
import type { Language } from '../words/words.ts'

/** What is wrong with a row, in words: the field, then the reason with what it names filled in.
 *  A counted finding names no single value: its places are left out. */
export function findingText(
  { code, field, params }: Finding,
  { findings, fields }: Pick<ImportKindInfo, 'findings' | 'fields'>,
  language: Language,
): string {
  const template = findings[code]?.[language] ?? code
  const reason = params ? filled(template, params) : generic(template)
  const label = fields.find(({ name }) => name === field)?.label[language]
  return label ? `${label}${language === 'zh' ? '：' : ': '}${reason}` : reason
}

function filled(template: string, params: NonNullable<Finding['params']>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place))
}

/** `“{value}” is not a number` → `is not a number`. */
function generic(template: string): string {
  return template
    .replace(/[“"(（]?\{\w+\}[”")）]?/g, '…')
    .replace(/^…\s*/, '')
    .trim()
}
