import { pino } from 'pino'
import {
  type Answer,
  type Browser,
  openBrowser as openNetworkBrowser,
  testPassword,
} from '../network/testing/network-server.ts'
import type { Role } from '../platform/permissions.ts'
import { openAccount } from '../platform/server/auth/accounts.sql.ts'
import { authenticator } from '../platform/server/auth/authenticate.ts'
import { hashPassword, openSignIn } from '../platform/server/auth/sign-in.ts'
import { seals } from '../platform/server/crypto/seals.ts'
import { connect, type Database, type DatabaseUrls } from '../platform/server/database/connect.ts'
import { inScope } from '../platform/server/database/in-scope.ts'
import { makeEventPartitions } from '../platform/server/database/partitions.ts'
import { systemPorts } from '../platform/server/ports.ts'
import { assemble, type RunningApp } from '../platform/server/serve.ts'
import { createTestDatabase } from '../platform/server/testing/test-database.ts'
import { seedNetwork, type TestNetwork } from '../platform/server/testing/test-network.ts'
import { product } from '../product.ts'
import { foundSales } from '../sales/processes/found-sales.ts'

/** The whole product on a database of its own, with a small network whose people really sign in. */
export interface ProductServer extends RunningApp {
  readonly network: TestNetwork
  /** the owner of the tables: to arrange and to look, past every wall */
  readonly owner: Database
  /** @param username as seeded: 'd1.consultant', 'administrator' … */
  readonly signedIn: (username: string) => Promise<Browser>
  readonly stranger: () => Browser
  /** adds a person with `testPassword` who holds one role @returns the staff id */
  readonly hire: (username: string, role: Role, organisationId: string) => Promise<string>
  /** where tests that need a connection of their own find the database */
  readonly urls: DatabaseUrls
}

export { type Answer, type Browser, testPassword }

export async function startProductServer(): Promise<ProductServer> {
  const database = await createTestDatabase()
  const owner = connect(database.urls.owner, { max: 4 })
  const secret = 'a secret of this test, long enough to sign with'
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' })
  const network = await seedNetwork(owner, systemPorts)
  await makeEventPartitions(owner, systemPorts.now())
  const founding = {
    rootId: network.ids.M,
    staffId: network.above.administrator,
    at: systemPorts.now(),
    newId: systemPorts.newId,
  }
  await foundSales(owner, founding)
  await owner.updateTable('installation').set({ root_id: network.ids.M }).execute()
  await openAccounts(owner)
  const signIn = openSignIn({ url: database.urls.auth, secret, ports: systemPorts, log })
  const running = await assemble(product({ signIn, secret, founders: [foundSales] }), {
    urls: database.urls,
    seals: seals({
      currentId: 1,
      sealing: new Map([[1, Buffer.alloc(32, 1)]]),
      indexing: Buffer.alloc(32, 2),
    }),
    authenticate: services => authenticator(services.app, secret, services.ports),
    jobs: { enqueue: async () => undefined },
    webRoot: null,
    log,
    checkAnswers: true,
  })
  const stranger = () => openNetworkBrowser(running)
  return {
    ...running,
    network,
    owner,
    stranger,
    urls: database.urls,
    hire: (username, role, organisationId) => hire(owner, username, role, organisationId),
    signedIn: async username => {
      const browser = stranger()
      const answer = await browser.send('POST', '/api/sign-in', { username, password: testPassword })
      if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.text}`)
      return browser
    },
    close: async () => {
      await running.close()
      await signIn.close()
      await owner.destroy()
      await database.drop()
    },
  }
}

let passwordHash: Promise<string> | null = null

async function openAccounts(owner: Database): Promise<void> {
  const people = await owner.selectFrom('staff').select(['id', 'username', 'name']).execute()
  for (const { id, username, name } of people) await open(owner, id, username ?? '', name)
}

async function open(owner: Database, staffId: string, username: string, name: string): Promise<void> {
  passwordHash ??= hashPassword(testPassword)
  const hash = await passwordHash
  const account = { staffId, username, name, passwordHash: hash, passwordChangeDue: false }
  await inScope(owner, { dealers: [] }, tx => openAccount(tx, { ...account, at: systemPorts.now() }))
}

async function hire(owner: Database, username: string, role: Role, organisationId: string): Promise<string> {
  const id = systemPorts.newId()
  const at = systemPorts.now().toISOString()
  const name = `Name of ${username}`
  await owner
    .insertInto('staff')
    .values({ id, organisation_id: organisationId, username, name, created_at: at })
    .execute()
  await owner
    .insertInto('staff_roles')
    .values({ staff_id: id, organisation_id: organisationId, role, granted_at: at })
    .execute()
  await open(owner, id, username, name)
  return id
}
