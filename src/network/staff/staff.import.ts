import { defineFields, type RowOf } from '../../platform/import/fields.ts'
import type { Finding } from '../../platform/import/import.contract.ts'
import type { ImportKind, KeyedRow, Planned, PlannedChange } from '../../platform/import/kind.ts'
import type { Role } from '../../platform/permissions.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import { StaffMatcher } from './match-staff.ts'
import { nameSearch } from './name-search.ts'
import {
  grantRoles,
  type ImportedStaff,
  insertImportedStaff,
  type KnownStaff,
  readStaffOf,
  renameStaff,
} from './staff.import.sql.ts'

/** Roles that a file may give: those who work in a store, without its management and administration. */
const importedRoles = {
  consultant: [
    'sales consultant',
    'salesperson',
    'sales agent',
    'agent',
    'sales',
    '销售顾问',
    '销售',
    '顾问',
  ],
  'sales-manager': ['manager', 'sales lead', 'team leader', '销售经理', '销售主管', '经理', '主管'],
  'inventory-manager': ['inventory', 'stock manager', '库管', '库存管理员', '计划员', '仓管'],
  'service-adviser': ['service advisor', 'after-sales adviser', '服务顾问', '售后顾问'],
  finance: ['accountant', 'cashier', '财务', '会计', '出纳', '收银'],
} as const satisfies Partial<Record<Role, readonly string[]>>

export const staffFields = defineFields({
  name: {
    type: 'text',
    label: { zh: '姓名', en: 'Name' },
    headings: [
      'sales agent',
      'agent',
      'employee',
      'employee name',
      'staff name',
      'full name',
      '员工',
      '员工姓名',
      '销售顾问',
      '人员',
    ],
    example: '王丽',
    maxLength: 200,
    required: true,
  },
  reference: {
    type: 'text',
    label: { zh: '工号', en: 'Staff number' },
    headings: [
      'employee number',
      'employee id',
      'staff id',
      'staff no',
      'personnel number',
      '员工编号',
      '员工号',
    ],
    example: '10086',
    maxLength: 100,
  },
  role: {
    type: 'code',
    label: { zh: '岗位', en: 'Role' },
    headings: ['position', 'job title', 'title', '职位', '职务', '角色'],
    example: 'consultant',
    codes: importedRoles,
  },
  manager: {
    type: 'text',
    label: { zh: '销售经理', en: 'Manager' },
    headings: [
      'sales manager',
      'team leader',
      'supervisor',
      'reports to',
      '上级',
      '主管',
      '直属上级',
      '所属经理',
    ],
    example: '李强',
    maxLength: 200,
  },
})
type StaffRow = RowOf<typeof staffFields>

interface StaffChange {
  readonly hired: readonly ImportedStaff[]
  readonly renamed: (ImportedStaff & { readonly version: number }) | null
  readonly granted: readonly { readonly staffId: string; readonly role: Role }[]
}

/** People of a store, who cannot sign in until an administrator gives them a user name. Of those who can, a file
 *  changes neither name nor roles. A manager that a row names comes in as a sales manager. */
export const staffImport: ImportKind<typeof staffFields, StaffChange, Tx, ImportContext> = {
  name: 'staff',
  fields: staffFields,
  findings: {
    'person-signs-in': {
      zh: '“{name}”已有登录账号，姓名和岗位请在人员页面修改',
      en: '“{name}” can sign in: change the name and the role on the staff page',
    },
  },
  identify: ({ name, reference }) => ({ key: reference ? `number:${reference}` : `name:${plain(name)}` }),
  plan,
  apply,
}

async function plan(
  tx: Tx,
  context: ImportContext,
  rows: readonly KeyedRow<StaffRow>[],
): Promise<Planned<StaffChange>[]> {
  const matcher = new StaffMatcher(await readStaffOf(tx, context.dealerId))
  return rows.map(({ values }) => planPerson(context, values, matcher))
}

function planPerson({ newId }: ImportContext, row: StaffRow, matcher: StaffMatcher): Planned<StaffChange> {
  const role = row.role ?? 'consultant'
  const known = row.reference
    ? (matcher.byReference(row.reference) ?? unnumbered(matcher.find(row.name)))
    : matcher.find(row.name)
  const hired: ImportedStaff[] = []
  const granted: { staffId: string; role: Role }[] = []
  const hire = (name: string, reference: string, first: Role) => {
    const person = { id: newId(), name, nameSearch: nameSearch(name), externalRef: reference }
    hired.push(person)
    granted.push({ staffId: person.id, role: first })
    matcher.add({ ...person, username: null, canSignIn: false, active: true, version: 1, roles: [first] })
  }
  if (!known) hire(row.name, row.reference ?? row.name, role)
  if (row.manager && !matcher.find(row.manager)) hire(row.manager, row.manager, 'sales-manager')
  if (!known) return { outcome: 'new', change: { hired, renamed: null, granted } }

  const differs = known.name !== row.name || (row.role !== null && !known.roles.includes(role))
  if (known.canSignIn) return signingIn(known, differs, { hired, renamed: null, granted })
  const renamed = renamedAs(known, row)
  if (row.role !== null && !known.roles.includes(role)) granted.push({ staffId: known.id, role })
  if (!renamed && granted.length === 0 && hired.length === 0) return { outcome: 'unchanged' }
  return { outcome: 'updated', change: { hired, renamed, granted } }
}

function signingIn(known: KnownStaff, differs: boolean, change: StaffChange): Planned<StaffChange> {
  const { name } = known
  const warnings: Finding[] = differs ? [{ code: 'person-signs-in', field: 'name', params: { name } }] : []
  return change.hired.length > 0
    ? { outcome: 'updated', change, warnings }
    : { outcome: 'unchanged', warnings }
}

/** Someone who came in by name alone gets the number that a later file gives them. */
function unnumbered(known: KnownStaff | null): KnownStaff | null {
  return known && (known.externalRef === null || known.externalRef === known.name) ? known : null
}

function renamedAs(known: KnownStaff, { name, reference }: StaffRow): StaffChange['renamed'] {
  const externalRef = reference ?? known.externalRef ?? name
  if (known.name === name && known.externalRef === externalRef) return null
  return { id: known.id, version: known.version, name, nameSearch: nameSearch(name), externalRef }
}

async function apply(
  tx: Tx,
  { dealerId, now }: ImportContext,
  changes: readonly PlannedChange<StaffRow, StaffChange>[],
): Promise<void> {
  const hired = changes.flatMap(({ change }) => change.hired)
  await insertImportedStaff(tx, dealerId, hired, now)
  await renameStaff(
    tx,
    changes.flatMap(({ change }) => change.renamed ?? []),
  )
  await grantRoles(
    tx,
    dealerId,
    changes.flatMap(({ change }) => change.granted),
    now,
  )
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
}
