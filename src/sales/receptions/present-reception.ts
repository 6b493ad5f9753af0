import { maskedPhone } from '../../customers/people/present-customer.ts'
import type { Colleague } from '../../network/staff/colleagues.sql.ts'
import type { Seals } from '../../platform/server/crypto/seals.ts'
import type { Scope } from '../../platform/server/scope.ts'
import type { Reception } from './receptions.contract.ts'
import type { ReceptionRow } from './receptions.sql.ts'

interface Reading {
  readonly scope: Scope
  /** null: may take nothing over */
  readonly taking: Scope | null
  readonly seals: Seals
  readonly colleagues: ReadonlyMap<string, Colleague>
}

/** A line of the register as this reader may see it: whoever received a colleague's customer reads whose it is. */
export function presentReception(
  row: ReceptionRow,
  { scope, taking, seals, colleagues }: Reading,
): Reception {
  const { dealerId, ownerId, customerId, saleId, saleNumber, saleStage, modelId } = row
  const { id, kind, occasion, receivedAt, receivedOn, intentLevel, source, outcome } = row
  const reachesAll = scope.all.includes(dealerId)
  const isOwn = reachesAll || ownerId === scope.staffId
  const seesSale = reachesAll || row.saleOwnerId === scope.staffId
  const waiting = outcome === 'owner-told' && row.takenAt === null
  const phone = maskedPhone(seals, dealerId, row.phoneSealed)
  const { modelNameZh: nameZh, modelNameEn: nameEn } = row
  return {
    ...{ id, dealerId, kind, occasion, receivedAt, receivedOn, intentLevel, source, outcome, waiting },
    receivedBy: colleagues.get(row.receivedBy) ?? null,
    owner: (ownerId && colleagues.get(ownerId)) || null,
    customer: isOwn ? { id: customerId, name: row.customerName, phone } : null,
    sale:
      seesSale && saleId && saleNumber && saleStage
        ? { id: saleId, number: saleNumber, stage: saleStage }
        : null,
    model: modelId && nameZh && nameEn ? { id: modelId, nameZh, nameEn } : null,
    mayTake: waiting && taking !== null && mayTake(row, taking),
  }
}

function mayTake({ dealerId, toldId, ownerId }: ReceptionRow, taking: Scope): boolean {
  if (taking.all.includes(dealerId)) return true
  return taking.own.includes(dealerId) && [toldId, ownerId].includes(taking.staffId)
}
