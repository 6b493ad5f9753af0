import { sessionWords } from '../network/sessions/sessions.words.ts'
import type { Role } from '../platform/permissions.ts'
import { describe, type ProblemText } from '../platform/problem.ts'
import { ApiProblem } from '../platform/web/answers/api-problem.ts'
import { date, dateTime } from '../platform/web/kit/figures.ts'
import { language } from '../platform/web/words/words.ts'
import type { Refusal } from './process/refusal.contract.ts'
import { salesWords, spelled } from './sale-words.web.ts'
import { salesProblems } from './sales.problems.ts'
import { salesZh } from './sales.words.ts'

/** Why a step cannot be done, in the words of the problem catalogue. */
export function refusalWords({ code, field, facts }: Refusal): ProblemText {
  return wordsOf(code, { ...facts, ...(field && { field }) })
}

/** Who has to do what first: `库管/计划：PDI 检测`. */
export function owedWords(owes: Refusal['owes']): string[] {
  return (owes ?? []).map(({ item, role }) => {
    const list = (['item', 'owed', 'action'] as const).find(name => item in salesZh[name])
    return `${roleWord(role)} · ${list ? word(list, item) : spelled(item)}`
  })
}

export function roleWord(role: Role): string {
  return sessionWords(`role.${role}`)
}

/** The server's refusal of a step, with its codes put into words; anything else as it came. */
export function inWords(failure: unknown): unknown {
  if (!(failure instanceof ApiProblem) || !isOurs(failure.code)) return failure
  return new ApiProblem(failure.status, {
    ...failure.extensions,
    ...wordsOf(failure.code, failure.extensions),
  })
}

type OurCode = keyof typeof salesProblems

function isOurs(code: string): code is OurCode {
  return code in salesProblems
}

function wordsOf(code: OurCode, facts: Readonly<Record<string, unknown>>): ProblemText {
  const said = Object.entries(facts).map(([name, value]) => [name, spoken(name, value)])
  return describe(salesProblems[code], language(), Object.fromEntries(said))
}

/** A code or a moment among the facts of a refusal, as a person reads it. */
function spoken(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (name === 'stage' || name === 'check' || name === 'action' || name === 'item' || name === 'field')
    return value in salesZh[name] ? word(name, value) : spelled(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return date(value)
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return dateTime(value)
  return value
}

function word(list: 'stage' | 'check' | 'action' | 'item' | 'owed' | 'field', code: string): string {
  return salesWords(`${list}.${code}` as Parameters<typeof salesWords>[0])
}
