import {
  type Letterhead,
  letterheadParts,
  readStoreRules,
} from '../../network/store-rules/store-rules.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'

/** What a store prints at the head of its sheets; undefined until it is read. */
export function useLetterhead(organisationId: string | undefined) {
  const { data, error } = useAnswer(
    readStoreRules,
    { query: { organisationId: organisationId ?? '' } },
    { enabled: organisationId !== undefined },
  )
  const letterhead: Letterhead | undefined =
    data?.organisationId === organisationId ? data?.effective : undefined
  return { letterhead, failure: error }
}

/** The parts below the name of the store, in the order in which they are printed. */
export const linesOfLetterhead = letterheadParts.filter(part => part !== 'legalName')
