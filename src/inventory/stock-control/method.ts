import type { CaseInputs } from './case-inputs.ts'

export type Answer = Readonly<Record<string, unknown>>

/** Reads its fields first, so that an unknown field is refused before anything is computed.
 *  @param asked the names of results that the case compares with, where it does */
export type Method = (fields: CaseInputs, asked: readonly string[]) => () => Answer | Promise<Answer>
