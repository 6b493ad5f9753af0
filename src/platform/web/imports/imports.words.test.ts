import { afterEach, expect, test } from 'vitest'
import { DateOrderCode, ImportKindName, RowOutcome } from '../../import/import.contract.ts'
import { ImportState } from '../../import/imports.contract.ts'
import { speak } from '../words/words.ts'
import { importWords as t } from './imports.words.ts'

afterEach(() => speak('zh'))

test.each(['zh', 'en'] as const)('every code of an import has words (%s)', async language => {
  await speak(language) // a word that is missing throws in a test
  const said = [
    ...ImportKindName.options.flatMap(kind => [t(`kind.${kind}`), t(`kindHint.${kind}`)]),
    ...ImportState.options.map(state => t(`state.${state}`)),
    ...RowOutcome.options.map(outcome => t(`outcome.${outcome}`)),
    ...DateOrderCode.options.map(order => t(`columns.order.${order}`)),
  ]
  expect(said.every(word => word.trim() !== '')).toBe(true)
})
