import { maskName } from '../../customers/people/masks.rules.ts'
import { seesNames } from '../../platform/permissions.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import type { SaleLineRow, SaleNamesRow } from './sale-line-columns.sql.ts'
import type { CarName, CustomerName, TrimName } from './sale-names.contract.ts'
import type { SaleLine } from './sales.contract.ts'

/** The names on a sale as this reader may see them. */
export function presentNames(scope: Scope, dealerId: string, row: SaleNamesRow) {
  return {
    customer: presentCustomerName(scope, dealerId, row),
    owner: row.ownerId !== null && row.ownerName !== null ? { id: row.ownerId, name: row.ownerName } : null,
    trim: presentTrim(row),
    car: presentCar(row),
  }
}

export function presentLine(scope: Scope, row: SaleLineRow, today: string | undefined): SaleLine {
  const { id, dealerId, number, stage, stageSince, origin, source, intentLevel, inquiredOn } = row
  const { followUpDueOn, amountMinor, paidMinor, currency, deliveredOn, closedOn } = row
  return {
    id,
    dealerId,
    number,
    stage,
    stageSince,
    origin,
    ...presentNames(scope, dealerId, row),
    source,
    intentLevel,
    inquiredOn,
    followUpDueOn,
    overdue: isOverdue(followUpDueOn, today),
    amountMinor,
    paidMinor,
    currency,
    deliveredOn,
    closedOn,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}

export function isOverdue(dueOn: string | null, today: string | undefined): boolean {
  return dueOn !== null && today !== undefined && dueOn < today
}

export function presentCustomerName(
  scope: Scope,
  dealerId: string,
  {
    customerId,
    customerName,
    customerKind,
  }: Pick<SaleNamesRow, 'customerId' | 'customerName' | 'customerKind'>,
): CustomerName | null {
  if (customerId === null || customerName === null || customerKind === null) return null
  const shown = holdsAt(scope, dealerId, seesNames)
  const name = shown ? customerName : maskName(customerName, customerKind)
  return { id: customerId, name, nameMasked: !shown, kind: customerKind }
}

export function presentTrim(
  row: Pick<SaleNamesRow, 'trimId' | 'trimNameZh' | 'trimNameEn' | 'modelId' | 'modelNameZh' | 'modelNameEn'>,
): TrimName | null {
  const { trimId: id, trimNameZh: nameZh, trimNameEn: nameEn, modelId, modelNameZh, modelNameEn } = row
  if (!id || !modelId || nameZh === null || nameEn === null || modelNameZh === null || modelNameEn === null)
    return null
  return { id, nameZh, nameEn, modelId, modelNameZh, modelNameEn }
}

export function presentCar(
  row: Pick<
    SaleNamesRow,
    'episodeId' | 'vehicleId' | 'stockNumber' | 'vin' | 'make' | 'writtenModel' | 'writtenTrim'
  >,
): CarName | null {
  const { episodeId, vehicleId, stockNumber, vin, make, writtenModel: modelName, writtenTrim: trimName } = row
  if (!episodeId || !vehicleId || stockNumber === null || make === null || modelName === null) return null
  return { episodeId, vehicleId, stockNumber, vin, make, modelName, trimName }
}
