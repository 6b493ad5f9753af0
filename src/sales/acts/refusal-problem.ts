import { type Problem, problem } from '../../platform/problem.ts'
import type { Refusal } from '../process/refusal.contract.ts'

/** A refusal of the process is a problem of the same code, with its figures and who owes what. */
export function refusalProblem(refusal: Refusal): Problem {
  const { code, field, owes, facts } = refusal
  return problem(code, { ...facts, ...(field && { field }), ...(owes && { owes }) })
}
