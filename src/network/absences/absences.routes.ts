import type { FastifyInstance } from 'fastify'
import { businessDate, daysBetween } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { scopeOf } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { worksAt } from '../staff/colleagues.sql.ts'
import type { Staff } from '../staff/staff.contract.ts'
import { findStaff } from '../staff/staff.sql.ts'
import { type Absence, cancelAbsence, listAbsences, recordAbsence } from './absences.contract.ts'
import { type AbsenceRow, endAbsence, findAbsences, insertAbsence, isAway } from './absences.sql.ts'

export function registerAbsences(app: FastifyInstance, services: Services): void {
  route(app, services, listAbsences, list)
  route(app, services, recordAbsence, record)
  route(app, services, cancelAbsence, cancel)
}

const longestDays = 366

async function list({ tx, params, scope, actor, now, services }: Call<typeof listAbsences>) {
  const person = await findStaff(tx, scope.all, params.id)
  if (!person) throw problem('request.not-found')
  const organisation = await services.network.organisation(person.organisationId)
  const year = businessDate(now.toISOString(), organisation?.timeZone ?? 'UTC').slice(0, 4)
  const recording = scopeOf(actor, 'absences', 'create', await services.network.ids())
  const rows = await findAbsences(tx, person.id, `${year}-01-01`)
  const record = recording?.all.includes(person.organisationId) ?? false
  return { items: rows.map(present), may: { record: record && !person.deactivatedAt } }
}

function present({ deputyId, deputyName, ...row }: AbsenceRow): Absence {
  return { ...row, deputy: deputyId && deputyName !== null ? { id: deputyId, name: deputyName } : null }
}

async function record(call: Call<typeof recordAbsence>) {
  const { tx, params, body, scope, actor, now, newId } = call
  const person = await findStaff(tx, scope.all, params.id)
  if (!person) throw problem('request.not-found')
  if (person.deactivatedAt) throw problem('staff.inactive')
  const length = daysBetween(body.firstDay, body.lastDay)
  if (length < 0 || length >= longestDays) throw problem('absence.backwards', { field: 'lastDay' })
  await requireDeputy(call, person)
  const id = newId()
  await insertAbsence(tx, { id, staffId: person.id, ...body, by: actor.staffId, at: now })
  await trace(call, person, 'created', { absenceId: id, ...body })
  return { id }
}

/** A deputy works at the same place, and is there in those days. */
async function requireDeputy({ tx, body }: Call<typeof recordAbsence>, person: Staff): Promise<void> {
  const { deputyId, firstDay, lastDay } = body
  if (deputyId === null) return
  const serves =
    deputyId !== person.id &&
    (await worksAt(tx, deputyId, person.organisationId)) &&
    !(await isAway(tx, deputyId, firstDay, lastDay))
  if (!serves) throw problem('absence.deputy-not-there', { field: 'deputyId' })
}

async function cancel(call: Call<typeof cancelAbsence>) {
  const { tx, params, scope, now } = call
  const person = await findStaff(tx, scope.all, params.id)
  if (!person || !(await endAbsence(tx, person.id, params.absenceId, now))) throw problem('request.not-found')
  await trace(call, person, 'cancelled', { absenceId: params.absenceId })
  return { id: params.absenceId }
}

async function trace(
  call: Pick<Call<unknown>, 'audit' | 'announce'>,
  { id, organisationId }: Staff,
  verb: string,
  facts: Record<string, unknown>,
): Promise<void> {
  await call.audit({ dealerId: organisationId, verb, noun: 'absences', subjectId: id, facts })
  call.announce(organisationId, 'staff', `staff:${id}`)
}
