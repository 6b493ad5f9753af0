import type { FastifyInstance } from 'fastify'
import { seesCost } from '../../platform/permissions.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { holdsAt } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { findSale } from '../sales/sale-page.sql.ts'
import { listUsualLines } from './usual-lines.contract.ts'
import { findUsualLines } from './usual-lines.sql.ts'

export function registerUsualLines(app: FastifyInstance, services: Services): void {
  route(app, services, listUsualLines, list)
}

async function list({ tx, scope, params, query }: Call<typeof listUsualLines>) {
  const sale = await findSale(tx, scope, params.id)
  if (!sale) throw problem('request.not-found')
  const showsCost = holdsAt(scope, sale.dealerId, seesCost)
  const lines = await findUsualLines(tx, { dealerId: sale.dealerId, currency: query.currency })
  return {
    items: lines.map(line => ({
      ...line,
      costMinor: showsCost ? line.costMinor : null,
      costMasked: !showsCost,
    })),
  }
}
