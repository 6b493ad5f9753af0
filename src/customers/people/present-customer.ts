import type { Colleague } from '../../network/staff/colleagues.sql.ts'
import { seesNames } from '../../platform/permissions.ts'
import type { Seals } from '../../platform/server/crypto/seals.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import type { ContactPoint } from './contact-points.contract.ts'
import type { ContactPointRow } from './contact-points.sql.ts'
import { openContact } from './contact-seals.ts'
import type { Customer, CustomerDetail, CustomerKind } from './customers.contract.ts'
import type { CustomerDetailRow, CustomerRow } from './customers.sql.ts'
import { maskContact, maskName, maskPhone } from './masks.rules.ts'

/** What every presenter of personal data needs: who reads, and the keys. */
export interface Reading {
  readonly scope: Scope
  readonly seals: Seals
  readonly colleagues: ReadonlyMap<string, Colleague>
}

/** A customer as this reader may see it: the one place where names and phones are masked. */
export function presentCustomer(row: CustomerRow, reading: Reading): Customer {
  const { phoneSealed, ownerId, name, nameSearch, ...plain } = row
  const shown = holdsAt(reading.scope, row.dealerId, seesNames)
  return {
    ...plain,
    name: shown ? name : maskName(name, row.kind),
    nameMasked: !shown,
    phone: maskedPhone(reading.seals, row.dealerId, phoneSealed),
    owner: (ownerId && reading.colleagues.get(ownerId)) || null,
  }
}

export function presentCustomerDetail(
  row: CustomerDetailRow,
  points: readonly ContactPointRow[],
  reading: Reading,
  rest: Pick<CustomerDetail, 'may' | 'ownerChanges'>,
): CustomerDetail {
  const { note, creditCode, externalRef, origin, ...base } = row
  const customer = presentCustomer(base, reading)
  return {
    ...customer,
    creditCode,
    externalRef,
    origin,
    note: customer.nameMasked ? null : note,
    contactPoints: points.map(point => presentContactPoint(point, row.dealerId, reading.seals)),
    ...rest,
  }
}

export function presentContactPoint(
  { sealed, ...point }: ContactPointRow,
  dealerId: string,
  seals: Seals,
): ContactPoint {
  return { ...point, masked: maskContact(point.kind, openContact(seals, dealerId, sealed)) }
}

export function maskedPhone(seals: Seals, dealerId: string, sealed: Buffer | null): string | null {
  return sealed && maskPhone(openContact(seals, dealerId, sealed))
}

/** The name alone, for hits and messages. */
export function presentName(
  scope: Scope,
  row: { dealerId: string; name: string; kind: CustomerKind },
): string {
  return holdsAt(scope, row.dealerId, seesNames) ? row.name : maskName(row.name, row.kind)
}
