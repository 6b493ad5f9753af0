import { Refusal } from '../../platform/server/refusal.ts'
import { CaseInputs, readCase } from './case-inputs.ts'
import { intermittentMethods } from './intermittent-methods.ts'
import { lotSizeMethods } from './lot-size-methods.ts'
import type { Answer, Method } from './method.ts'
import { newsvendorMethods } from './newsvendor-methods.ts'
import { reorderMethods } from './reorder-methods.ts'
import { supplyMethods } from './supply-methods.ts'
import { transportMethods } from './transport-methods.ts'

const methods: Readonly<Record<string, Method>> = {
  ...lotSizeMethods,
  ...newsvendorMethods,
  ...reorderMethods,
  ...supplyMethods,
  ...intermittentMethods,
  ...transportMethods,
}

/** The answer to a case, under the names that its inputs and results have in the literature.
 *  @throws Refusal with one sentence that names field, cause and cure */
export async function solveCase(text: string): Promise<Answer> {
  const { method, inputs, expected } = readCase(text)
  const prepare = Object.hasOwn(methods, method) ? methods[method] : undefined
  if (!prepare) throw new Refusal(`Method "${method}" is unknown: use ${Object.keys(methods).join(', ')}.`)
  const fields = new CaseInputs(method, inputs)
  try {
    const solve = prepare(fields, Object.keys(expected))
    fields.refuseUnknown()
    return { method, ...(await solve()) }
  } catch (error) {
    // What the engine finds wrong with the numbers is the operator's to cure; anything else is a fault of ours.
    if (error instanceof RangeError || error instanceof TypeError)
      throw new Refusal(`Method "${method}": ${error.message}.`)
    throw error
  }
}
