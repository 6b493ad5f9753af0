import type { ProblemCatalogue } from '../platform/problem.ts'
import type { SignIn } from '../platform/server/auth/sign-in.ts'
import type { Slice } from '../platform/server/http/app.ts'
import type { ConstraintProblems } from '../platform/server/http/problem-answers.ts'
import { meRoutes } from './sessions/me.routes.ts'
import { sessionProblems } from './sessions/sessions.problems.ts'
import { sessionRoutes } from './sessions/sessions.routes.ts'

export const networkProblems: ProblemCatalogue = { ...sessionProblems }
export const networkConstraints: ConstraintProblems = {}

/** Organisations, staff and their roles, sessions, API keys, the first run. */
export function networkSlice(signIn: SignIn): Slice {
  return {
    name: 'network',
    register: (app, services) => {
      meRoutes(app, services)
      sessionRoutes(app, services, signIn)
    },
  }
}
