import { normaliseCreditCode } from '../../network/organisations/credit-code.rules.ts'
import { StaffMatcher } from '../../network/staff/match-staff.ts'
import { readStaffOf } from '../../network/staff/staff.import.sql.ts'
import type { Finding } from '../../platform/import/import.contract.ts'
import type { ImportKind, KeyedRow, Planned, PlannedChange } from '../../platform/import/kind.ts'
import { nextNumbers } from '../../platform/server/counters.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import { normaliseContact } from './contact-values.rules.ts'
import { type CustomerRow, customerFields } from './customer-fields.ts'
import {
  findKnownCustomers,
  insertImportedContacts,
  insertImportedCustomers,
  updateImportedCustomers,
} from './customers.import.sql.ts'
import { fullName } from './full-name.rules.ts'
import { callingCodeOf, normalisePhone } from './phone.rules.ts'
import { type CustomerChange, CustomerPlanner, contactFields, keysOf, nameKey } from './plan-customer.ts'
import type { Renamed } from './renamed.ts'

/** People and companies. One is known by its reference, credit code or phone; a company also by its name; a
 *  person of whom only the name is said, by the row itself: two people may have one name. */
export const customersImport = (
  renamed: readonly Renamed[] = [],
): ImportKind<typeof customerFields, CustomerChange, Tx, ImportContext> => ({
  name: 'customers',
  fields: customerFields,
  findings: {
    'name-missing': { zh: '没有客户姓名或公司名称', en: 'neither a person nor a company is named' },
    'credit-code-wrong': {
      zh: '“{value}”不是有效的统一社会信用代码',
      en: '“{value}” is not a valid credit code',
    },
    'id-number-wrong': { zh: '证件号码无效', en: 'the ID number is not valid' },
    'contact-wrong': { zh: '“{value}”无法识别', en: '“{value}” cannot be read' },
    'owner-unknown': {
      zh: '本店没有“{name}”，客户进入公海',
      en: '“{name}” does not work at this store: the customer goes to the public pool',
    },
    'other-name': {
      zh: '该电话已登记在另一姓名下，姓名未改动',
      en: 'this phone is recorded under another name, which was left as it is',
    },
  },
  identify: (row, context) => ({ key: customerKey(row, context) }),
  check,
  plan,
  apply: (tx, context, changes) => apply(tx, context, changes, renamed),
})

function customerKey(row: CustomerRow, context: ImportContext): string | null {
  if (row.externalRef) return `ref:${row.externalRef}`
  const creditCode = row.creditCode && normaliseCreditCode(row.creditCode)
  if (creditCode) return `code:${creditCode}`
  const phone = row.phone && normalisePhone(row.phone, callingCodeOf(context))
  if (phone) return `phone:${phone}`
  return row.companyName ? `company:${nameKey(row.companyName)}` : null
}

function check(row: CustomerRow, context: ImportContext): { reasons: Finding[] } {
  const reasons: Finding[] = []
  if (!fullName(row.name, row) && !row.companyName) reasons.push({ code: 'name-missing', field: 'name' })
  if (row.creditCode && !normaliseCreditCode(row.creditCode))
    reasons.push({ code: 'credit-code-wrong', field: 'creditCode', params: { value: row.creditCode } })
  const callingCode = callingCodeOf(context)
  for (const [field, kind] of contactFields) {
    const written = row[field]
    if (!written || normaliseContact(kind, written, callingCode)) continue
    if (kind === 'phone') reasons.push({ code: 'not-a-phone', field, params: { value: written } })
    else if (kind === 'id-number') reasons.push({ code: 'id-number-wrong', field })
    else reasons.push({ code: 'contact-wrong', field, params: { value: written.slice(0, 60) } })
  }
  return { reasons }
}

async function plan(
  tx: Tx,
  context: ImportContext,
  rows: readonly KeyedRow<CustomerRow>[],
): Promise<Planned<CustomerChange>[]> {
  const staff = new StaffMatcher(await readStaffOf(tx, context.dealerId))
  const known = await findKnownCustomers(tx, context.dealerId, keysOf(context, rows))
  const planner = new CustomerPlanner(context, known, staff)
  return rows.map(({ values, ...row }) =>
    planner.plan({ ...row, values: { ...values, name: fullName(values.name, values) } }),
  )
}

async function apply(
  tx: Tx,
  { dealerId, today, now }: ImportContext,
  changes: readonly PlannedChange<CustomerRow, CustomerChange>[],
  renamed: readonly Renamed[],
): Promise<void> {
  const made = changes.filter(({ outcome }) => outcome === 'new').map(({ change }) => change.customer)
  const edited = new Map(
    changes
      .filter(({ outcome }) => outcome === 'updated')
      .map(({ change }) => [change.customer.id, change.customer]),
  )
  const numbers = await nextNumbers(tx, dealerId, 'customer', today, made.length)
  await insertImportedCustomers(tx, dealerId, made, numbers, now)
  await updateImportedCustomers(tx, dealerId, [...edited.values()], now)
  if (edited.size > 0) for (const tell of renamed) await tell(tx, dealerId, [...edited.keys()])
  await insertImportedContacts(
    tx,
    dealerId,
    changes.flatMap(({ change }) => change.contacts),
    now,
  )
}
