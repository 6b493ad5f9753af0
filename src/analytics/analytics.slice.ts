import type { ProblemCatalogue } from '../platform/problem.ts'
import type { Slice } from '../platform/server/http/app.ts'
import { registerOverview } from './overview/overview.routes.ts'
import { targetProblems } from './targets/targets.problems.ts'
import { registerTargets } from './targets/targets.routes.ts'

export const analyticsProblems = { ...targetProblems } as const satisfies ProblemCatalogue

/** What managers look at: the overview, and targets. */
export const analyticsSlice: Slice = {
  name: 'analytics',
  register: (app, services) => {
    registerOverview(app, services)
    registerTargets(app, services)
  },
}
