import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { pino } from 'pino'
import type { Actor, Assignment, Authenticate } from '../actor.ts'
import { type KeyRing, seals } from '../crypto/seals.ts'
import { connect, type Database } from '../database/connect.ts'
import { makeEventPartitions } from '../database/partitions.ts'
import { type Ports, systemPorts } from '../ports.ts'
import { assemble, type Product, type RunningApp } from '../serve.ts'
import { createTestDatabase } from './test-database.ts'
import { seedNetwork, type TestNetwork } from './test-network.ts'

export interface TestAnswer<Body = Record<string, unknown>> {
  readonly status: number
  readonly body: Body
  readonly text: string
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>
}

interface Sending {
  /** default: a fresh key */
  readonly key?: string | null
  readonly ifMatch?: number
  readonly headers?: Record<string, string>
}

/** The requests of one person. */
export interface Client {
  get<Body = Record<string, unknown>>(
    path: string,
    headers?: Record<string, string>,
  ): Promise<TestAnswer<Body>>
  post<Body = Record<string, unknown>>(
    path: string,
    body?: unknown,
    sending?: Sending,
  ): Promise<TestAnswer<Body>>
  patch<Body = Record<string, unknown>>(
    path: string,
    body: unknown,
    sending?: Sending,
  ): Promise<TestAnswer<Body>>
}

export interface TestServer extends RunningApp {
  readonly network: TestNetwork
  /** the owner of the tables: to arrange and to look, past every wall */
  readonly owner: Database
  /** moves the server's clock */
  readonly clock: { now: () => Date; forward: (milliseconds: number) => void }
  readonly jobs: { task: string; payload: unknown }[]
  /** a staff id, or null for nobody */
  readonly as: (staffId: string | null) => Client
}

/** The product with the given slices on a database of its own, with a small network in it. */
export async function startTestServer(product: Product): Promise<TestServer> {
  const database = await createTestDatabase()
  const owner = connect(database.urls.owner, { max: 2 })
  let offset = 0
  const now = () => new Date(Date.now() + offset)
  const ports: Ports = { now, newId: systemPorts.newId }
  const jobs: { task: string; payload: unknown }[] = []
  const network = await seedNetwork(owner, ports)
  await makeEventPartitions(owner, now())
  const running = await assemble(product, {
    urls: database.urls,
    seals: seals(testKeys()),
    authenticate: services => authenticateByHeader(services.app),
    jobs: { enqueue: async (_tx, task, payload) => void jobs.push({ task, payload }) },
    webRoot: null,
    ports,
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    checkAnswers: true,
  })
  return {
    ...running,
    network,
    owner,
    jobs,
    clock: {
      now,
      forward: milliseconds => {
        offset += milliseconds
      },
    },
    as: staffId => clientOf(running, staffId),
    close: async () => {
      await running.close()
      await owner.destroy()
      await database.drop()
    },
  }
}

const staffHeader = 'x-test-staff'

/** Stands for signing in: the roles and the tree are read from the tables at each request. */
function authenticateByHeader(database: Database): Authenticate {
  return async headers => {
    const staffId = headers[staffHeader]
    return typeof staffId === 'string' ? readActor(database, staffId) : null
  }
}

async function readActor(database: Database, staffId: string): Promise<Actor | null> {
  const person = await database
    .selectFrom('staff')
    .select(['organisation_id', 'locale'])
    .where('id', '=', staffId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!person) return null
  const { rows } = await sql<Assignment>`
    select held.role, held.organisation_id as "organisationId",
           array(select o.id from organisations o where o.ancestor_ids @> array[held.organisation_id] order by o.id) as "organisationIds",
           array(select o.id from organisations o where o.ancestor_ids @> array[held.organisation_id]
                    and o.kind = 'dealer' order by o.id) as "dealerIds"
      from staff_roles held where held.staff_id = ${staffId}`.execute(database)
  return {
    staffId,
    organisationId: person.organisation_id,
    sessionId: 'test',
    apiKeyId: null,
    apiScopes: null,
    locale: person.locale === 'en' ? 'en' : 'zh',
    assignments: rows,
  }
}

function clientOf({ app }: RunningApp, staffId: string | null): Client {
  const send = async <Body>(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body: unknown,
    sending: Sending,
  ) => {
    const key = sending.key === undefined ? randomBytes(9).toString('base64url') : sending.key
    const answer = await app.inject({
      method,
      url: path,
      headers: {
        ...(staffId && { [staffHeader]: staffId }),
        ...(method !== 'GET' && key !== null && { 'idempotency-key': key }),
        ...(sending.ifMatch !== undefined && { 'if-match': `"${sending.ifMatch}"` }),
        ...sending.headers,
      },
      ...(body !== undefined && { payload: body as object }),
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    return {
      status: answer.statusCode,
      body: (isJson ? answer.json() : {}) as Body,
      text: answer.body,
      headers: answer.headers,
    }
  }
  return {
    get: (path, headers = {}) => send('GET', path, undefined, { headers }),
    post: (path, body, sending = {}) => send('POST', path, body, sending),
    patch: (path, body, sending = {}) => send('PATCH', path, body, sending),
  }
}

function testKeys(): KeyRing {
  return { currentId: 1, sealing: new Map([[1, randomBytes(32)]]), indexing: randomBytes(32) }
}
