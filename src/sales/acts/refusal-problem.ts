import { type Problem, problem } from '../../platform/problem.ts'
import type { Refusal } from '../process/refusal.contract.ts'

/** A refusal of the process is a problem of the same code, with its figures and who owes what. */
export function refusalProblem(refusal: Refusal): Problem {
  const { code, field, owes, facts } = refusal
  const { code: value, ...figures } = facts // `code` names the problem itself
  return problem(code, {
    ...figures,
    ...(value !== undefined && { value }),
    ...(field && { field: wireNames[field] ?? field }),
    ...(owes && { owes }),
  })
}

/** An action speaks of the car it was given, the request of the episode that names it. */
const wireNames: Readonly<Record<string, string>> = { vehicle: 'episodeId' }
