import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { hashFirstRunCode, makeFirstRunCode } from '../first-run/first-run-code.ts'
import { isDemo } from '../sessions/me.sql.ts'
import * as contracts from './demo.contract.ts'
import { clearingTask } from './demo.jobs.ts'

export function demoRoutes(app: FastifyInstance, services: Services): void {
  route(app, services, contracts.clearDemo, clear)
}

/** The tables are emptied by the owner after this transaction, which holds locks on some of them. */
async function clear({ tx, services }: Call<typeof contracts.clearDemo>) {
  if (!(await isDemo(tx))) throw problem('demo.not-loaded')
  const firstRunCode = makeFirstRunCode()
  const payload = { codeHash: hashFirstRunCode(firstRunCode).toString('hex') }
  await services.jobs.enqueue(tx, clearingTask, payload, { key: clearingTask })
  return { firstRunCode }
}
