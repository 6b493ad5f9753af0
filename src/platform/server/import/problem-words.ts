import type { FindingWords } from '../../import/kind.ts'
import type { ProblemCatalogue } from '../../problem.ts'

/** Problems as reasons of a row: what is wrong, without the title and the cure that a page shows. */
export function problemWords(catalogue: ProblemCatalogue): FindingWords {
  return Object.fromEntries(
    Object.entries(catalogue).map(([code, { zh, en }]) => [
      code,
      { zh: plain(zh.detail), en: plain(en.detail) },
    ]),
  )
}

function plain(sentence: string): string {
  return sentence.replace(/[。.]$/, '')
}
