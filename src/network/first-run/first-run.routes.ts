import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '../../platform/contract.ts'
import type { Role } from '../../platform/permissions.ts'
import { problem } from '../../platform/problem.ts'
import { insertAudit } from '../../platform/server/audit.sql.ts'
import { openAccount } from '../../platform/server/auth/accounts.sql.ts'
import { hashPassword, type SignIn } from '../../platform/server/auth/sign-in.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { demoPassword, demoSignIns } from '../../platform/server/demo/demo-sign-ins.ts'
import { publicRoute } from '../../platform/server/http/public-route.ts'
import type { Services } from '../../platform/server/services.ts'
import { insertOrganisation } from '../organisations/organisations.sql.ts'
import { requireGoodPassword } from '../sessions/good-password.ts'
import { isDemo } from '../sessions/me.sql.ts'
import { nameSearch } from '../staff/name-search.ts'
import { insertRoles, insertStaff } from '../staff/staff.sql.ts'
import { type DemoSignIn, loadSampleData, openNetwork, readFirstRun } from './first-run.contract.ts'
import { claimFirstRun, hasNetwork, isFirstRunCode } from './first-run.sql.ts'
import { hashFirstRunCode } from './first-run-code.ts'
import type { SampleData } from './sample-data.ts'

/** The network that is being opened: what other slices add their first rows to, in the same transaction. */
export interface Founding {
  readonly rootId: string
  readonly staffId: string
  readonly at: Date
  readonly newId: () => string
}
export type Found = (tx: Tx, founding: Founding) => Promise<void>

export function firstRunRoutes(
  app: FastifyInstance,
  services: Services,
  signIn: SignIn,
  founders: readonly Found[],
  sample: SampleData | null,
): void {
  publicRoute(app, services, readFirstRun, () =>
    inScope(services.app, { dealers: [] }, async tx => ({
      needed: !(await hasNetwork(tx)),
      sample: sample?.state() ?? { state: 'refused' as const, share: 0 },
      demoSignIns: sample && (await isDemo(tx)) ? demoSignIns.map(presentSignIn) : [],
    })),
  )

  publicRoute(app, services, loadSampleData, async ({ body, request }) => {
    if (!sample) throw problem('first-run.sample-refused')
    await refuseGuessing(signIn, request.ip)
    await inScope(services.app, { dealers: [] }, async tx => {
      if (!(await isFirstRunCode(tx, hashFirstRunCode(body.code)))) throw await notTheCode(tx)
    })
    sample.load(() => services.network.forget())
    return {}
  })

  publicRoute(app, services, openNetwork, async ({ body, request }) => {
    await refuseGuessing(signIn, request.ip)
    requireGoodPassword(body.administrator.password, body.administrator.username)
    const passwordHash = await hashPassword(body.administrator.password)
    const opened = await open(services, body, passwordHash, request.id, founders)
    services.network.forget()
    return opened
  })
}

async function refuseGuessing(signIn: SignIn, address: string): Promise<void> {
  const waitSeconds = await signIn.countAttempt(address)
  if (waitSeconds !== null) throw problem('auth.too-many-attempts', { retryAfterSeconds: waitSeconds })
}

async function notTheCode(tx: Tx) {
  return problem((await hasNetwork(tx)) ? 'first-run.done' : 'first-run.wrong-code')
}

function presentSignIn({ username, role }: (typeof demoSignIns)[number]): DemoSignIn {
  return { username, password: demoPassword, role }
}

/** An administrator sees no customers: the owner of a single store, who sells there too, is its manager besides. */
function firstRoles({ network, administrator }: BodyOf<typeof openNetwork>): Role[] {
  const manages = network.kind === 'dealer' && administrator.managesStore
  return manages ? ['administrator', 'dealer-manager'] : ['administrator']
}

function open(
  services: Services,
  body: BodyOf<typeof openNetwork>,
  passwordHash: string,
  requestId: string,
  founders: readonly Found[],
): Promise<{ organisationId: string; staffId: string }> {
  const { now, newId } = services.ports
  const founding = { rootId: newId(), staffId: newId(), at: now(), newId }
  const { rootId, staffId, at } = founding
  return inScope(services.app, { dealers: [rootId], staffId }, async tx => {
    if (!(await claimFirstRun(tx, hashFirstRunCode(body.code), rootId))) throw await notTheCode(tx)
    await insertOrganisation(tx, { ...body.network, id: rootId, parent: null, at })
    const { username, name, locale } = body.administrator
    const roles = firstRoles(body)
    const person = { id: staffId, organisationId: rootId, username, name, locale, at }
    await insertStaff(tx, { ...person, nameSearch: nameSearch(name) })
    await insertRoles(
      tx,
      staffId,
      roles.map(role => ({ role, organisationId: rootId })),
      at,
    )
    await openAccount(tx, { staffId, username, name, passwordHash, passwordChangeDue: false, at })
    await insertAudit(tx, {
      dealerId: rootId,
      id: newId(),
      at,
      staffId,
      verb: 'opened',
      noun: 'network',
      subjectId: rootId,
      requestId,
      facts: { kind: body.network.kind, code: body.network.code, roles: roles.join(' ') },
    })
    for (const found of founders) await found(tx, founding)
    return { organisationId: rootId, staffId }
  })
}
