import { normaliseCreditCode } from '../../network/organisations/credit-code.rules.ts'
import type { StaffMatcher } from '../../network/staff/match-staff.ts'
import type { Finding } from '../../platform/import/import.contract.ts'
import type { KeyedRow, Planned } from '../../platform/import/kind.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import { sourceCode } from '../leads/source-code.ts'
import type { ContactKind } from './contact-points.contract.ts'
import { indexContact, sealContact } from './contact-seals.ts'
import { normaliseContact } from './contact-values.rules.ts'
import type { CustomerRow } from './customer-fields.ts'
import type {
  CustomerKeys,
  ImportedContact,
  ImportedCustomer,
  KnownCustomer,
} from './customers.import.sql.ts'
import { nameSearch } from './name-search.ts'
import { callingCodeOf } from './phone.rules.ts'

export interface CustomerChange {
  readonly customer: ImportedCustomer
  readonly contacts: readonly ImportedContact[]
}

/** Which columns are contact points, and of what kind. */
export const contactFields = [
  ['phone', 'phone'],
  ['phone2', 'phone'],
  ['email', 'email'],
  ['wechat', 'wechat'],
  ['idNumber', 'id-number'],
  ['address', 'address'],
] as const satisfies readonly (readonly [keyof CustomerRow, ContactKind])[]

interface NamedContact {
  readonly kind: ContactKind
  readonly value: string
  /** as `KnownCustomer.contacts` has it */
  readonly index: string
}

/** Everything by which the rows' customers may be known already. */
export function keysOf(context: ImportContext, rows: readonly KeyedRow<CustomerRow>[]): CustomerKeys {
  const values = rows.map(row => row.values)
  const phones = values.flatMap(row => contactsOf(context, row)).filter(({ kind }) => kind === 'phone')
  return {
    externalRefs: values.flatMap(({ externalRef }) => externalRef ?? []),
    creditCodes: values.flatMap(row => creditCodeOf(row) ?? []),
    importKeys: rows.flatMap(({ key, keyIsContent }) => (keyIsContent ? key : [])),
    phoneIndexes: phones.map(({ index }) => hexPart(index)),
    names: values.flatMap(({ companyName }) => companyName ?? []),
  }
}

/** Decides for the rows of a batch what becomes of each customer, against what the store has. */
export class CustomerPlanner {
  private readonly byKey = new Map<string, KnownCustomer>()

  constructor(
    private readonly context: ImportContext,
    known: readonly KnownCustomer[],
    private readonly staff: StaffMatcher,
  ) {
    for (const customer of known) this.remember(customer)
  }

  plan({ values, key, keyIsContent }: KeyedRow<CustomerRow>): Planned<CustomerChange> {
    const contacts = contactsOf(this.context, values)
    const known = this.find(values, keyIsContent ? key : null, contacts)
    if (!known) return this.planNew(values, keyIsContent ? key : null, contacts)
    return keyIsContent && known.importKey === key
      ? { outcome: 'unchanged' }
      : this.planKnown(known, values, contacts)
  }

  private find(
    row: CustomerRow,
    contentKey: string | null,
    contacts: readonly NamedContact[],
  ): KnownCustomer | undefined {
    const creditCode = creditCodeOf(row)
    const phone = contacts.find(({ kind }) => kind === 'phone')
    return (
      (row.externalRef && this.byKey.get(`ref:${row.externalRef}`)) ||
      (creditCode && this.byKey.get(`code:${creditCode}`)) ||
      (phone && this.withoutOtherRef(row, this.byKey.get(phone.index))) ||
      (row.companyName && this.withoutOtherRef(row, this.byKey.get(`company:${nameKey(row.companyName)}`))) ||
      (contentKey && this.byKey.get(contentKey)) ||
      undefined
    )
  }

  /** Two references are two customers, whatever else they share. */
  private withoutOtherRef(row: CustomerRow, found: KnownCustomer | undefined): KnownCustomer | undefined {
    const isOther = row.externalRef && found?.externalRef && found.externalRef !== row.externalRef
    return isOther ? undefined : found
  }

  private planNew(
    row: CustomerRow,
    importKey: string | null,
    named: readonly NamedContact[],
  ): Planned<CustomerChange> {
    const { ownerId, warnings } = this.ownerOf(row)
    const creditCode = creditCodeOf(row)
    const name = row.companyName ?? row.name ?? ''
    const customer: ImportedCustomer = {
      id: this.context.newId(),
      kind: row.companyName || creditCode ? 'company' : (row.kind ?? 'person'),
      name,
      nameSearch: nameSearch(name),
      creditCode,
      ownerId,
      source: row.source ? sourceCode(row.source) : null,
      note: noteOf(row),
      externalRef: row.externalRef,
      importKey,
      version: 1,
    }
    const contacts = this.seal(customer.id, named)
    this.remember({ ...customer, contacts: named.map(({ index }) => index) })
    return { outcome: 'new', change: { customer, contacts }, warnings }
  }

  /** What the row says goes in; what it does not say stays. A name is not changed by a phone alone. */
  private planKnown(
    known: KnownCustomer,
    row: CustomerRow,
    named: readonly NamedContact[],
  ): Planned<CustomerChange> {
    const { ownerId, warnings } = this.ownerOf(row)
    const creditCode = creditCodeOf(row)
    const isSure =
      (row.externalRef !== null && known.externalRef === row.externalRef) ||
      (creditCode !== null && known.creditCode === creditCode)
    const said = row.companyName ?? row.name ?? known.name
    const isOther = nameKey(said) !== nameKey(known.name)
    const name = isOther && isSure ? said : known.name
    const customer: ImportedCustomer = {
      ...known,
      name,
      nameSearch: nameSearch(name),
      creditCode: known.kind === 'company' ? (creditCode ?? known.creditCode) : known.creditCode,
      ownerId: ownerId ?? known.ownerId,
      source: row.source ? sourceCode(row.source) : known.source,
      note: noteOf(row) || known.note,
      externalRef: known.externalRef ?? row.externalRef,
    }
    const added = named.filter(({ index }) => !known.contacts.includes(index))
    const contacts = this.seal(known.id, added)
    if (isOther && name === known.name) warnings.push({ code: 'other-name', field: 'phone' })
    this.remember({
      ...known,
      ...customer,
      contacts: [...known.contacts, ...added.map(({ index }) => index)],
    })
    const differs = compared.some(field => known[field] !== customer[field]) || added.length > 0
    return differs
      ? { outcome: 'updated', change: { customer, contacts }, warnings }
      : { outcome: 'unchanged', warnings }
  }

  private ownerOf({ owner }: CustomerRow): { ownerId: string | null; warnings: Finding[] } {
    if (!owner) return { ownerId: null, warnings: [] }
    const found = this.staff.find(owner)
    if (found?.active) return { ownerId: found.id, warnings: [] }
    return { ownerId: null, warnings: [{ code: 'owner-unknown', field: 'owner', params: { name: owner } }] }
  }

  private seal(customerId: string, named: readonly NamedContact[]): ImportedContact[] {
    const { newId, seals, dealerId } = this.context
    return named.map(({ kind, value }) => ({
      id: newId(),
      customerId,
      kind,
      ...sealContact(seals, dealerId, kind, value),
    }))
  }

  /** Of several that share a key the one found first stays, except that a customer replaces its earlier self. */
  private remember(customer: KnownCustomer): void {
    const keys = [
      customer.externalRef && `ref:${customer.externalRef}`,
      customer.creditCode && `code:${customer.creditCode}`,
      customer.importKey,
      customer.kind === 'company' && `company:${nameKey(customer.name)}`,
      ...customer.contacts.filter(index => index.startsWith('phone:')),
    ]
    for (const key of keys)
      if (key && (this.byKey.get(key)?.id ?? customer.id) === customer.id) this.byKey.set(key, customer)
  }
}

const compared = ['name', 'creditCode', 'ownerId', 'source', 'note', 'externalRef'] as const

/** The contact points that a row names, each once, with the indexes by which they are found. */
function contactsOf({ seals, dealerId, ...store }: ImportContext, row: CustomerRow): NamedContact[] {
  const callingCode = callingCodeOf(store)
  const found = new Map<string, NamedContact>()
  for (const [field, kind] of contactFields) {
    const value = row[field] && normaliseContact(kind, row[field], callingCode)
    if (!value) continue
    const index = `${kind}:${indexContact(seals, dealerId, kind, value).toString('hex')}`
    found.set(index, { kind, value, index })
  }
  return [...found.values()]
}

function creditCodeOf({ creditCode }: CustomerRow): string | null {
  return creditCode ? normaliseCreditCode(creditCode) : null
}

/** The person at a company, when both are named. */
function noteOf({ name, companyName, note }: CustomerRow): string {
  const contact = companyName && name && nameKey(name) !== nameKey(companyName) ? name : null
  return [contact, note].filter(Boolean).join('\n').slice(0, 2000)
}

function hexPart(index: string): string {
  return index.slice(index.indexOf(':') + 1)
}

/** Names that differ in case, width or spaces alone are one. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}
