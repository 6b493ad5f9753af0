import type { FastifyInstance } from 'fastify'
import { addDays } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { createTaxRate, endTaxRate, listTaxRates } from './tax-rates.contract.ts'
import { findTaxRate, findTaxRates, insertTaxRate, endTaxRate as updateLastDay } from './tax-rates.sql.ts'

/** The dated table belongs to the network: everybody reads it, the administrator at its root keeps it. */
export function registerTaxRates(app: FastifyInstance, services: Services): void {
  route(app, services, listTaxRates, list)
  route(app, services, createTaxRate, create)
  route(app, services, endTaxRate, end)
}

async function list({ tx }: Call<typeof listTaxRates>) {
  const rows = await findTaxRates(tx)
  return {
    items: rows.map(({ createdById, createdByName, ...rate }) => ({
      ...rate,
      createdBy: createdById && createdByName ? { id: createdById, name: createdByName } : null,
    })),
  }
}

async function create(call: Call<typeof createTaxRate>) {
  const { tx, body, newId, now, actor } = call
  requireOrder(body.validFrom, body.validTo, body.validFrom)
  const id = newId()
  await insertTaxRate(tx, { id, ...body, createdBy: actor.staffId, now })
  return recorded(call, 'created', id, { ...body, fields: Object.keys(body), version: 1 })
}

async function end(call: Call<typeof endTaxRate>) {
  const { tx, params, body, version } = call
  const rate = await findTaxRate(tx, params.id)
  if (!rate) throw problem('request.not-found')
  const subject = { dealerIds: call.scope.all, noun: 'tax-rates', id: params.id, version: rate.version }
  if (rate.version !== version) return refuseStale(tx, subject, version)
  requireOrder(rate.validFrom, body.validTo, addDays(rate.validFrom, -1))
  if (rate.validTo !== null && rate.validTo <= body.validTo)
    throw problem('tax-rate.already-ended', { field: 'validTo', validTo: rate.validTo })
  const made = await updateLastDay(tx, { id: params.id, version }, body.validTo)
  if (made === undefined) return refuseStale(tx, subject, version)
  return recorded(call, 'ended', params.id, { validTo: body.validTo, fields: ['validTo'], version: made })
}

function requireOrder(validFrom: string, validTo: string | null, earliest: string): void {
  if (validTo !== null && validTo < earliest)
    throw problem('tax-rate.ends-before-start', { field: 'validTo', validFrom, earliest })
}

/** The audit line says the row as it was entered: what a rate was is a question of years. */
async function recorded<C>(
  call: Call<C>,
  verb: string,
  id: string,
  facts: Record<string, unknown> & { version: number },
) {
  const dealerId = call.actor.organisationId
  await call.audit({ dealerId, verb, noun: 'tax-rates', subjectId: id, facts })
  call.announce(dealerId, 'tax-rates')
  return { id, version: facts.version }
}
