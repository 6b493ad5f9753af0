import { indexContact, sealContact } from '../../customers/people/contact-seals.ts'
import type {
  CustomerKeys,
  ImportedContact,
  ImportedCustomer,
  KnownCustomer,
} from '../../customers/people/customers.import.sql.ts'
import { nameSearch } from '../../customers/people/name-search.ts'
import { callingCodeOf, normalisePhone } from '../../customers/people/phone.rules.ts'
import { nameKey } from '../../customers/people/plan-customer.ts'
import type { Finding } from '../../platform/import/import.contract.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import type { SaleRow } from './sale-fields.ts'

/** A buyer that nobody knew, to be recorded with the sale. */
export interface NewBuyer {
  readonly customer: ImportedCustomer
  readonly contacts: readonly ImportedContact[]
}

export interface Buyer {
  readonly customerId: string | null
  readonly made: NewBuyer | null
  readonly warnings: readonly Finding[]
}

const nobody: Buyer = { customerId: null, made: null, warnings: [] }

/** What must be looked up to find the buyers of these rows. */
export function buyerKeys(context: ImportContext, rows: readonly SaleRow[]): CustomerKeys {
  return {
    externalRefs: [],
    creditCodes: [],
    importKeys: [],
    phoneIndexes: rows.flatMap(row => phoneOf(context, row)?.hex ?? []),
    names: rows.flatMap(({ company, customer }) => company ?? customer ?? []),
  }
}

/** Finds the buyer of a sale: by phone, or by name when the store has one customer of that name; a company or a
 *  person that nobody knew becomes a customer. Of several people with the name none is taken. */
export class BuyerMatcher {
  private readonly byPhone = new Map<string, KnownCustomer>()
  private readonly byName = new Map<string, KnownCustomer[]>()

  constructor(
    private readonly context: ImportContext,
    known: readonly KnownCustomer[],
  ) {
    for (const customer of known) this.remember(customer)
  }

  /** @param current the customer that the sale has already */
  find(row: SaleRow, current: string | null, ownerId: string | null): Buyer {
    const name = row.company ?? row.customer
    const phone = phoneOf(this.context, row)
    const byPhone = phone && this.byPhone.get(phone.hex)
    if (byPhone) return { ...nobody, customerId: byPhone.id }
    if (!name) return nobody
    const named = this.byName.get(nameKey(name)) ?? []
    const same = named.find(({ id }) => id === current)
    if (same) return { ...nobody, customerId: same.id }
    if (named.length === 1 && !phone) return { ...nobody, customerId: named[0]?.id ?? null }
    const company = row.company ? named.find(({ kind }) => kind === 'company') : undefined
    if (company) return { ...nobody, customerId: company.id }
    if (named.length > 1 && !phone)
      return { ...nobody, warnings: [{ code: 'customer-ambiguous', field: 'customer', params: { name } }] }
    return this.make(row, name, phone?.value ?? null, ownerId)
  }

  private make(row: SaleRow, name: string, phone: string | null, ownerId: string | null): Buyer {
    const { newId, seals, dealerId } = this.context
    const customer: ImportedCustomer = {
      id: newId(),
      version: 1,
      kind: row.company ? 'company' : 'person',
      name,
      nameSearch: nameSearch(name),
      creditCode: null,
      ownerId,
      source: null,
      note: '',
      externalRef: null,
      importKey: null,
    }
    const sealed = phone === null ? null : sealContact(seals, dealerId, 'phone', phone)
    const contacts = sealed
      ? [{ id: newId(), customerId: customer.id, kind: 'phone' as const, ...sealed }]
      : []
    this.remember({ ...customer, contacts: contacts.map(each => `phone:${each.fullIndex.toString('hex')}`) })
    return { customerId: customer.id, made: { customer, contacts }, warnings: [] }
  }

  private remember(customer: KnownCustomer): void {
    for (const contact of customer.contacts) {
      const [kind, hex = ''] = contact.split(':')
      if (kind === 'phone' && !this.byPhone.has(hex)) this.byPhone.set(hex, customer)
    }
    const name = nameKey(customer.name)
    this.byName.set(name, [...(this.byName.get(name) ?? []), customer])
  }
}

function phoneOf(
  { seals, dealerId, ...store }: ImportContext,
  { phone }: SaleRow,
): { value: string; hex: string } | null {
  const value = phone && normalisePhone(phone, callingCodeOf(store))
  return value ? { value, hex: indexContact(seals, dealerId, 'phone', value).toString('hex') } : null
}
