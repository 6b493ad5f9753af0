import type { ProblemCode } from './contract.ts'

/** How a problem reads: `{name}` is filled from its extensions; `cure` says what to do next. */
export interface ProblemText {
  readonly title: string
  readonly detail: string
  readonly cure: string
}

export interface ProblemType {
  readonly status: number
  readonly zh: ProblemText
  readonly en: ProblemText
}

export type ProblemCatalogue = Readonly<Record<ProblemCode, ProblemType>>

/** A refusal that a person can act on; rendered once, as application/problem+json (RFC 9457). */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly extensions: Readonly<Record<string, unknown>>
  readonly internal: string | undefined

  constructor(code: ProblemCode, extensions: Record<string, unknown> = {}, internal?: string) {
    super(internal ? `${code}: ${internal}` : code)
    this.name = 'Problem'
    this.code = code
    this.extensions = extensions
    this.internal = internal
  }
}

/** `throw problem('sale.not-found', { saleId }, { internal: 'outside the scope' })` */
export function problem(
  code: ProblemCode,
  extensions: Record<string, unknown> = {},
  { internal }: { internal?: string } = {},
): Problem {
  return new Problem(code, extensions, internal)
}

/** The words of a problem in one language, with its extensions filled in. */
export function describe(
  type: ProblemType,
  language: 'zh' | 'en',
  extensions: Readonly<Record<string, unknown>>,
): ProblemText {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      name in extensions ? String(extensions[name]) : placeholder,
    )
  const { title, detail, cure } = type[language]
  return { title: fill(title), detail: fill(detail), cure: fill(cure) }
}
