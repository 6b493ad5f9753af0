import type { FastifyInstance } from 'fastify'
import { normaliseCreditCode } from '../../network/organisations/credit-code.rules.ts'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { type Scope, scopeOf } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { indexContact } from './contact-seals.ts'
import { checkDuplicates, type Duplicate } from './duplicates.contract.ts'
import { type DuplicateKeys, type DuplicateRow, findDuplicates } from './duplicates.sql.ts'
import { normaliseIdNumber } from './identity.rules.ts'
import { callingCodeOf, normalisePhone } from './phone.rules.ts'
import { maskedPhone, presentName } from './present-customer.ts'
import { storeOf } from './store-of.ts'

/** Nothing is written and the answer holds names: no intent is kept. */
export function registerDuplicates(app: FastifyInstance, services: Services): void {
  route(app, services, checkDuplicates, check, { claims: 'in-handler' })
}

async function check(call: Call<typeof checkDuplicates>) {
  const { tx, services, actor } = call
  const dealerId = chooseDealer(call.scope, call.body.dealerId)
  const rows = await findDuplicates(tx, dealerId, await keysOf(call, dealerId))
  const reading = scopeOf(actor, 'customers', 'read', await services.network.ids())
  const shown = rows.filter(row => isVisible(reading, row))
  const colleagues = await findColleagues(
    tx,
    shown.map(row => row.ownerId),
  )
  const duplicates = shown.map(({ by, dealerId, ownerId, ...row }): Duplicate => {
    const name = presentName(call.scope, { ...row, dealerId })
    const phone = maskedPhone(services.seals, dealerId, row.phoneSealed)
    const owner = (ownerId && colleagues.get(ownerId)) || null
    return { by, customer: { id: row.id, number: row.number, name, phone, owner } }
  })
  return { duplicates: [...duplicates, ...servedByColleagues(rows.filter(row => !isVisible(reading, row)))] }
}

async function keysOf(
  { body, services, now }: Call<typeof checkDuplicates>,
  dealerId: string,
): Promise<DuplicateKeys> {
  const store = await storeOf(services, dealerId, now)
  const phone = body.phone ? normalisePhone(body.phone, callingCodeOf(store)) : null
  const idNumber = body.idNumber ? normaliseIdNumber(body.idNumber) : null
  return {
    phoneIndex: phone === null ? null : indexContact(services.seals, dealerId, 'phone', phone),
    idNumberIndex: idNumber === null ? null : indexContact(services.seals, dealerId, 'id-number', idNumber),
    creditCode: body.creditCode ? normaliseCreditCode(body.creditCode) : null,
    name: body.name ?? null,
  }
}

/** Of a colleague's customer only that somebody serves this phone or document; a name alone says nothing. */
function servedByColleagues(rows: readonly DuplicateRow[]): Duplicate[] {
  const keys = new Set(rows.flatMap(row => row.by).filter(key => key !== 'name'))
  return keys.size > 0 ? [{ by: [...keys].sort(), customer: null }] : []
}

function isVisible(scope: Scope | null, { dealerId, ownerId }: DuplicateRow): boolean {
  if (!scope) return false
  if (scope.all.includes(dealerId)) return true
  return scope.own.includes(dealerId) && (ownerId === null || ownerId === scope.staffId)
}
