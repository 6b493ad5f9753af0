import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { refuseStale } from '../../platform/server/edits.sql.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { pageOfRows, positionOf } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { matchKeyOf } from './match-key.rules.ts'
import { createModel, createTrim, editModel, editTrim, listModels, readModel } from './models.contract.ts'
import {
  findModel,
  findTrim,
  findTrimsOf,
  insertModel,
  insertTrim,
  listModels as selectModels,
  updateModel,
  updateTrim,
} from './models.sql.ts'

/** The catalogue belongs to the network: everybody reads it, the manufacturer keeps it. */
export function registerModels(app: FastifyInstance, services: Services): void {
  route(app, services, listModels, list)
  route(app, services, readModel, read)
  route(app, services, createModel, create)
  route(app, services, editModel, edit)
  route(app, services, createTrim, addTrim)
  route(app, services, editTrim, changeTrim)
}

async function list({ tx, query }: Call<typeof listModels>) {
  const after = positionOf('code', query.cursor)
  const rows = await selectModels(tx, { ...query, after, limit: query.limit + 1 })
  const page = pageOfRows(rows, query.limit, 'code', row => ({ value: row.code, id: row.id }))
  const trims = await findTrimsOf(
    tx,
    page.rows.map(row => row.id),
    query.retired,
  )
  const items = page.rows.map(row => ({ ...row, trims: trims.filter(trim => trim.modelId === row.id) }))
  return { items, nextCursor: page.nextCursor }
}

async function read({ tx, params }: Call<typeof readModel>) {
  const model = await findModel(tx, params.id)
  if (!model) throw problem('request.not-found')
  return { ...model, trims: await findTrimsOf(tx, [model.id], 'with') }
}

async function create(call: Call<typeof createModel>) {
  const id = call.newId()
  await insertModel(call.tx, { id, ...call.body, now: call.now })
  return recorded(call, 'created', id, id, { code: call.body.code, version: 1 })
}

async function edit(call: Call<typeof editModel>) {
  const { tx, params, body, version } = call
  const model = await findModel(tx, params.id)
  if (!model) throw problem('request.not-found')
  const change = differing({ ...body, ...retirement(call, body.retired, model.retiredAt) }, model)
  return written(call, model.id, model, change, key => updateModel(tx, key, change), version)
}

async function addTrim(call: Call<typeof createTrim>) {
  const { tx, params, body, newId, now } = call
  const model = await findModel(tx, params.id)
  if (!model) throw problem('request.not-found')
  const id = newId()
  await insertTrim(tx, { id, modelId: model.id, ...body, matchKey: matchKeyOf(body.nameEn), now })
  return recorded(call, 'created', model.id, id, { code: body.code, version: 1 })
}

async function changeTrim(call: Call<typeof editTrim>) {
  const { tx, params, body, version } = call
  const trim = await findTrim(tx, params.id)
  if (!trim) throw problem('request.not-found')
  const change = differing({ ...body, ...retirement(call, body.retired, trim.retiredAt) }, trim)
  const matchKey = change.nameEn === undefined ? {} : { matchKey: matchKeyOf(change.nameEn) }
  return written(
    call,
    trim.modelId,
    trim,
    change,
    key => updateTrim(tx, key, { ...change, ...matchKey }),
    version,
  )
}

/** Writes an edit once more checked against the version, or says what it missed. */
async function written<C>(
  call: Call<C>,
  modelId: string,
  before: { id: string; version: number },
  change: object,
  update: (key: { id: string; version: number }) => Promise<number | undefined>,
  expected: number,
) {
  const fields = Object.keys(change)
  const isCurrent = before.version === expected
  if (isCurrent && fields.length === 0) return { id: before.id, version: expected }
  const made = isCurrent ? await update({ id: before.id, version: expected }) : undefined
  if (made === undefined) {
    const subject = { dealerIds: call.scope.all, noun: 'models', id: before.id, version: before.version }
    return refuseStale(call.tx, subject, expected)
  }
  return recorded(call, 'edited', modelId, before.id, { fields, version: made })
}

async function recorded<C>(
  call: Call<C>,
  verb: string,
  modelId: string,
  id: string,
  facts: Record<string, unknown> & { version: number },
) {
  const dealerId = call.actor.organisationId
  await call.audit({ dealerId, verb, noun: 'models', subjectId: id, facts })
  call.announce(dealerId, 'models', `models:${modelId}`)
  return { id, version: facts.version }
}

function retirement({ now }: { now: Date }, retired: boolean | undefined, retiredAt: string | null) {
  if (retired === undefined || retired === (retiredAt !== null)) return {}
  return { retiredAt: retired ? now.toISOString() : null }
}

/** The given fields that differ from the record's. */
function differing<Given extends object>(given: Given, record: object): Omit<Partial<Given>, 'retired'> {
  const known: Record<string, unknown> = { ...record }
  return Object.fromEntries(
    Object.entries(given).filter(
      ([field, value]) => field !== 'retired' && value !== undefined && value !== known[field],
    ),
  ) as Omit<Partial<Given>, 'retired'>
}
