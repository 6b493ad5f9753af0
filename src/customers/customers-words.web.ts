import type { FieldError } from '../platform/web/answers/api-problem.ts'
import { words } from '../platform/web/words/words.ts'
import { customersEn, customersZh } from './customers.words.ts'

export const customersWords = words('customers', customersZh, customersEn)

/** Where somebody came from: a code with a word, or as a file named it. */
export function sourceText(code: string): string {
  return isKnown(customersZh.sourceName, code)
    ? customersWords(`sourceName.${code}`)
    : code.replace(/-/g, ' ')
}

export const sourceOptions = () =>
  (Object.keys(customersZh.sourceName) as (keyof typeof customersZh.sourceName)[])
    .filter(code => code !== 'unknown' && code !== 'crm')
    .map(value => ({ value, label: customersWords(`sourceName.${value}`) }))

/** Why the server refused a field, in words; undefined where the contract's own rule refused it. */
export function customerErrorText({ code }: FieldError): string | undefined {
  return isKnown(customersZh.contactError, code) ? customersWords(`contactError.${code}`) : undefined
}

function isKnown<Words extends object>(words: Words, code: string): code is Extract<keyof Words, string> {
  return Object.hasOwn(words, code)
}
