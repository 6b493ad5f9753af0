import { join } from 'node:path'
import { loadSample } from '../database/demo/load-sample.ts'
import { customersTasks } from './customers/customers.jobs.ts'
import { importKinds } from './imports.ts'
import { inventoryTasks } from './inventory/off-road-periods/off-road-periods.jobs.ts'
import { demoTasks } from './network/demo/demo.jobs.ts'
import { ensureFirstRunCode } from './network/first-run/first-run-code.ts'
import { sampleData } from './network/first-run/sample-data.ts'
import { sessionTasks } from './network/sessions/sessions.jobs.ts'
import { authenticator } from './platform/server/auth/authenticate.ts'
import { openSignIn } from './platform/server/auth/sign-in.ts'
import { seals } from './platform/server/crypto/seals.ts'
import { connect, type Database, type DatabaseUrls } from './platform/server/database/connect.ts'
import { makeEventPartitions } from './platform/server/database/partitions.ts'
import { demoPassword } from './platform/server/demo/demo-sign-ins.ts'
import { importTasks } from './platform/server/import/imports.jobs.ts'
import { housekeeping } from './platform/server/jobs/housekeeping.ts'
import { jobs, prepareJobs, startJobs, type Task } from './platform/server/jobs/jobs.ts'
import { readOrMakeKeys } from './platform/server/keys.ts'
import { serverLog } from './platform/server/log.ts'
import { packageRoot } from './platform/server/package-root.ts'
import { systemPorts } from './platform/server/ports.ts'
import { assemble } from './platform/server/serve.ts'
import type { Services } from './platform/server/services.ts'
import type { Settings } from './platform/server/settings.ts'
import { product } from './product.ts'
import { findKeptCustomers } from './sales/assignments/hand-over-sales.sql.ts'
import { foundSales } from './sales/processes/found-sales.ts'
import { salesTasks } from './sales/sales.jobs.ts'

export interface RunningServer {
  /** what opens the first-run page of an empty system; null once someone has */
  readonly firstRunCode: string | null
  /** @returns the address */
  listen(): Promise<string>
  /** Answers what is under way, then closes everything it opened. */
  close(): Promise<void>
}

/** Work in the background: the platform's own, then by slice. */
export function tasks(services: Services, owner: Database): Task[] {
  return [
    ...housekeeping(services, owner),
    ...sessionTasks(services, owner),
    ...demoTasks(services, owner),
    ...customersTasks(services, owner, [findKeptCustomers]),
    ...inventoryTasks(services, owner),
    ...salesTasks(services, owner),
    ...importTasks(services, owner, importKinds),
  ]
}

export async function startServer(settings: Settings, urls: DatabaseUrls): Promise<RunningServer> {
  const keys = await readOrMakeKeys(settings.keysFile)
  const secret = keys.signing.toString('base64')
  const log = serverLog()
  await prepareJobs(urls.owner)
  const owner = connect(urls.owner, {
    max: 2,
    onError: error => log.warn({ err: error }, 'the owner lost a connection'),
  })
  await makeEventPartitions(owner, systemPorts.now())
  const refusedPassword = isReachable(settings) ? demoPassword : undefined
  const signIn = openSignIn({ url: urls.auth, secret, ports: systemPorts, log, refusedPassword })
  const sample = isReachable(settings)
    ? null
    : sampleData(loading => loadSample({ ownerUrl: urls.owner, seals: seals(keys), ...loading }), log)
  const parts = { signIn, secret, founders: [foundSales], sample }
  const { app, services, close } = await assemble(product(parts), {
    urls,
    seals: seals(keys),
    authenticate: ({ app: database, ports }) => authenticator(database, secret, ports),
    jobs,
    webRoot: join(packageRoot, 'dist', 'web'),
    proxies: settings.proxies,
    log,
  })
  const firstRunCode = await ensureFirstRunCode(owner, systemPorts)
  const runner = await startJobs(urls.owner, tasks(services, owner), log)
  return {
    firstRunCode,
    listen: () => app.listen({ port: settings.port, host: settings.host }),
    close: async () => {
      await Promise.all([app.close(), runner.stop(), sample?.stop()])
      await close()
      await Promise.all([signIn.close(), owner.destroy()])
    },
  }
}

/** Whether others than this machine can reach the server there: a proxy passes strangers on. */
export function isReachable({ host, proxies }: Pick<Settings, 'host' | 'proxies'>): boolean {
  const isLoopback = host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
  return !isLoopback || proxies.length > 0
}
