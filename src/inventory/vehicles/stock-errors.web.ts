import type { FieldError } from '../../platform/web/answers/api-problem.ts'
import { inventoryZh } from '../inventory.words.ts'
import { inventoryWords } from '../inventory-words.web.ts'

type Known = keyof typeof inventoryZh.fieldError

/** Why the server refused a field of a car, in words; undefined where the contract's own rule refused it. */
export function stockErrorText({ code }: FieldError): string | undefined {
  return isKnown(code) ? inventoryWords(`fieldError.${code}`) : undefined
}

function isKnown(code: string): code is Known {
  return code in inventoryZh.fieldError
}
