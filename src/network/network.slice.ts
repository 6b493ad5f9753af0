import type { ProblemCatalogue } from '../platform/problem.ts'
import { problem } from '../platform/problem.ts'
import type { SignIn } from '../platform/server/auth/sign-in.ts'
import type { Slice } from '../platform/server/http/app.ts'
import type { ConstraintProblems } from '../platform/server/http/problem-answers.ts'
import { absenceProblems } from './absences/absences.problems.ts'
import { registerAbsences } from './absences/absences.routes.ts'
import { apiKeyProblems } from './api-keys/api-keys.problems.ts'
import { apiKeyRoutes } from './api-keys/api-keys.routes.ts'
import { demoProblems } from './demo/demo.problems.ts'
import { demoRoutes } from './demo/demo.routes.ts'
import { firstRunProblems } from './first-run/first-run.problems.ts'
import { type Found, firstRunRoutes } from './first-run/first-run.routes.ts'
import type { SampleData } from './first-run/sample-data.ts'
import { invitationProblems } from './invitations/invitations.problems.ts'
import { registerInvitations } from './invitations/invitations.routes.ts'
import { organisationProblems } from './organisations/organisations.problems.ts'
import { organisationRoutes } from './organisations/organisations.routes.ts'
import { savedViewProblems } from './saved-views/saved-views.problems.ts'
import { registerSavedViews } from './saved-views/saved-views.routes.ts'
import { meRoutes } from './sessions/me.routes.ts'
import { sessionProblems } from './sessions/sessions.problems.ts'
import { sessionRoutes } from './sessions/sessions.routes.ts'
import { staffProblems } from './staff/staff.problems.ts'
import { staffRoutes } from './staff/staff.routes.ts'
import { storeRulesProblems } from './store-rules/store-rules.problems.ts'
import { registerStoreRules } from './store-rules/store-rules.routes.ts'
import type { HeldWork } from './successions/held-work.ts'
import { registerSuccessions } from './successions/successions.routes.ts'

export const networkProblems = {
  ...sessionProblems,
  ...staffProblems,
  ...organisationProblems,
  ...apiKeyProblems,
  ...firstRunProblems,
  ...savedViewProblems,
  ...demoProblems,
  ...storeRulesProblems,
  ...absenceProblems,
  ...invitationProblems,
} as const satisfies ProblemCatalogue

export const networkConstraints: ConstraintProblems = {
  staff_username_key: () => problem('staff.username-taken'),
  users_username_key: () => problem('staff.username-taken'),
  organisations_code_key: () => problem('organisation.code-taken'),
  absences_apart: () => problem('absence.overlaps'),
  organisations_one_root: () => problem('first-run.done'),
}

export interface NetworkParts {
  readonly signIn: SignIn
  /** keys the hashes of API keys; the same that signs sessions */
  readonly secret: string
  /** what other slices lay down when a network is opened, such as the first process definition */
  readonly founders?: readonly Found[]
  /** what slices above keep for people, who hand it over when they leave */
  readonly held?: readonly HeldWork[]
  /** none where strangers reach the server */
  readonly sample?: SampleData | null
}

/** Organisations, staff and their roles, sessions, API keys, the first run. */
export function networkSlice({
  signIn,
  secret,
  founders = [],
  held = [],
  sample = null,
}: NetworkParts): Slice {
  return {
    name: 'network',
    register: (app, services) => {
      firstRunRoutes(app, services, signIn, founders, sample)
      sessionRoutes(app, services, signIn)
      meRoutes(app, services)
      organisationRoutes(app, services)
      staffRoutes(app, services, held)
      registerSuccessions(app, services, held)
      registerAbsences(app, services)
      registerInvitations(app, services, signIn)
      registerStoreRules(app, services)
      apiKeyRoutes(app, services, secret)
      registerSavedViews(app, services)
      demoRoutes(app, services)
    },
  }
}
