import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import type { Role } from '../../platform/permissions.ts'
import { platformProblems } from '../../platform/platform.problems.ts'
import { openAccount } from '../../platform/server/auth/accounts.sql.ts'
import type { AttemptLimits } from '../../platform/server/auth/attempt-limits.ts'
import { authenticator } from '../../platform/server/auth/authenticate.ts'
import { hashPassword, openSignIn, type SignIn } from '../../platform/server/auth/sign-in.ts'
import { seals } from '../../platform/server/crypto/seals.ts'
import { connect, type Database } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { systemPorts } from '../../platform/server/ports.ts'
import { assemble } from '../../platform/server/serve.ts'
import type { Services } from '../../platform/server/services.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/server/testing/test-database.ts'
import type { Found } from '../first-run/first-run.routes.ts'
import { networkConstraints, networkProblems, networkSlice } from '../network.slice.ts'
import type { OrganisationKind } from '../organisations/organisations.contract.ts'
import { insertOrganisation } from '../organisations/organisations.sql.ts'

export const testPassword = 'four unrelated words'
export const testSecret = 'a secret of this test, long enough to sign with'

/** The network slice as a server on a database of its own, and what a test needs to fill it. */
export interface NetworkServer {
  readonly app: FastifyInstance
  readonly services: Services
  readonly signIn: SignIn
  readonly database: TestDatabase
  readonly owner: Database
  /** moves the server's clock */
  readonly forward: (milliseconds: number) => void
  readonly close: () => Promise<void>
}

interface NetworkServerOptions {
  readonly limits?: AttemptLimits
  readonly found?: Found
  readonly proxies?: readonly string[]
}

export async function startNetworkServer(options: NetworkServerOptions = {}): Promise<NetworkServer> {
  const database = await createTestDatabase()
  const log = pino({ level: 'silent' })
  const owner = connect(database.urls.owner, { max: 2 })
  const secret = testSecret
  const clock = { offset: 0 }
  const ports = { now: () => new Date(Date.now() + clock.offset), newId: systemPorts.newId }
  const signIn = openSignIn({ url: database.urls.auth, secret, ports, log, limits: options.limits })
  const product = {
    slices: [networkSlice({ signIn, secret, founders: options.found ? [options.found] : [] })],
    problems: { ...platformProblems, ...networkProblems },
    constraints: networkConstraints,
  }
  const running = await assemble(product, {
    urls: database.urls,
    seals: seals({
      currentId: 1,
      sealing: new Map([[1, Buffer.alloc(32, 1)]]),
      indexing: Buffer.alloc(32, 2),
    }),
    authenticate: services => authenticator(services.app, secret, services.ports),
    jobs: { enqueue: async () => undefined },
    webRoot: null,
    proxies: options.proxies,
    ports,
    log,
    checkAnswers: true,
  })
  const close = async () => {
    await running.close()
    await signIn.close()
    await owner.destroy()
    await database.drop()
  }
  const forward = (milliseconds: number) => {
    clock.offset += milliseconds
  }
  return { app: running.app, services: running.services, signIn, database, owner, forward, close }
}

let passwordHash: Promise<string> | null = null

export interface NewPerson {
  readonly username: string
  readonly organisationId: string
  readonly roles: readonly Role[]
  readonly name?: string
  readonly passwordChangeDue?: boolean
}

/** Adds a person with `testPassword` who holds the roles at their organisation. */
export async function addPerson({ services }: NetworkServer, person: NewPerson): Promise<string> {
  const id = services.ports.newId()
  const at = services.ports.now()
  passwordHash ??= hashPassword(testPassword)
  const hash = await passwordHash
  await inScope(services.app, { dealers: [] }, async tx => {
    const { username, organisationId, name = username } = person
    await tx
      .insertInto('staff')
      .values({ id, username, name, organisation_id: organisationId, created_at: at.toISOString() })
      .execute()
    for (const role of person.roles)
      await tx
        .insertInto('staff_roles')
        .values({ staff_id: id, organisation_id: organisationId, role, granted_at: at.toISOString() })
        .execute()
    await openAccount(tx, {
      staffId: id,
      username,
      name,
      passwordHash: hash,
      passwordChangeDue: person.passwordChangeDue ?? false,
      at,
    })
  })
  return id
}

export interface TestNode {
  readonly id: string
  readonly ancestorIds: readonly string[]
}

export async function addOrganisation(
  { services }: NetworkServer,
  kind: OrganisationKind,
  code: string,
  parent: TestNode | null,
): Promise<TestNode> {
  const id = services.ports.newId()
  await inScope(services.app, { dealers: [] }, tx =>
    insertOrganisation(tx, {
      id,
      parent: parent && { id: parent.id, ancestorIds: parent.ancestorIds },
      kind,
      code,
      nameZh: `组织${code}`,
      nameEn: `Organisation ${code}`,
      timeZone: parent ? null : 'Asia/Shanghai',
      currency: parent ? null : 'CNY',
      at: services.ports.now(),
    }),
  )
  services.network.forget()
  return { id, ancestorIds: [...(parent?.ancestorIds ?? []), id] }
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly text: string
  /** the bytes, of a file that is no text */
  readonly raw: Buffer
  readonly headers: Readonly<Record<string, unknown>>
}

/** A browser of one person: keeps its cookies. */
export interface Browser {
  readonly send: (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ) => Promise<Answer>
  readonly cookies: Map<string, string>
}

export function openBrowser({ app, services }: Pick<NetworkServer, 'app' | 'services'>): Browser {
  const cookies = new Map<string, string>()
  return {
    cookies,
    send: async (method, url, body, headers = {}) => {
      const request: InjectOptions = {
        method,
        url,
        headers: {
          ...(cookies.size > 0 && {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          }),
          ...(method !== 'GET' && { 'idempotency-key': services.ports.newId() }),
          'accept-language': 'en',
          ...headers,
        },
        ...(body && { payload: body }),
      }
      const response = await app.inject(request)
      for (const { name, value, maxAge } of response.cookies) {
        if (maxAge === 0) cookies.delete(name)
        else cookies.set(name, encodeURIComponent(value))
      }
      const isJson = String(response.headers['content-type'] ?? '').includes('json')
      return {
        status: response.statusCode,
        text: response.body,
        raw: response.rawPayload,
        body: isJson ? response.json() : null,
        headers: response.headers,
      }
    },
  }
}

export async function signedIn(server: NetworkServer, username: string): Promise<Browser> {
  const browser = openBrowser(server)
  const answer = await browser.send('POST', '/api/sign-in', { username, password: testPassword })
  if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.text}`)
  return browser
}
