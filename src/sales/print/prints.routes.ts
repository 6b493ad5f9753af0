import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { findSale } from '../sales/sale-page.sql.ts'
import { logPrint } from './prints.contract.ts'

export function registerPrints(app: FastifyInstance, services: Services): void {
  route(app, services, logPrint, log)
}

async function log(call: Call<typeof logPrint>) {
  const { tx, scope, params, body } = call
  const sale = await findSale(tx, scope, params.id)
  if (!sale) throw problem('request.not-found')
  const { sheet } = body
  const { dealerId } = sale
  await call.audit({ dealerId, verb: 'printed', noun: 'sales', subjectId: params.id, facts: { sheet } })
  return { id: params.id }
}
