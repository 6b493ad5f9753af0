import type { ProblemText, ProblemType } from './problem.ts'

type Words = readonly [title: string, detail: string, cure: string]

/** A type of problem in a few lines: status, then title, detail and cure in Chinese and English. */
export function problemType(status: number, zh: Words, en: Words): ProblemType {
  return { status, zh: text(zh), en: text(en) }
}

function text([title, detail, cure]: Words): ProblemText {
  return { title, detail, cure }
}
