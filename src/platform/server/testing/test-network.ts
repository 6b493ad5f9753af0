import type { Insertable } from 'kysely'
import type { Role } from '../../permissions.ts'
import type { Database } from '../database/connect.ts'
import type { Organisations } from '../database/generated.ts'
import type { Ports } from '../ports.ts'

export const dealerCodes = ['D1', 'D2', 'D3'] as const
export type DealerCode = (typeof dealerCodes)[number]

/** Everybody of a store: one of each role, and a second consultant. */
const dealerRoles = {
  consultant: 'consultant',
  colleague: 'consultant',
  salesManager: 'sales-manager',
  inventoryManager: 'inventory-manager',
  serviceAdviser: 'service-adviser',
  finance: 'finance',
  dealerManager: 'dealer-manager',
} as const satisfies Record<string, Role>
export type Post = keyof typeof dealerRoles

const aboveRoles = {
  groupManager: ['group-manager', 'R1'],
  regionManager: ['region-manager', 'R1'],
  manufacturerManager: ['manufacturer-manager', 'M'],
  analyst: ['analyst', 'M'],
  administrator: ['administrator', 'M'],
} as const satisfies Record<string, [Role, string]>
export type PostAbove = keyof typeof aboveRoles

export interface TestNetwork {
  /** organisation ids by code: M, R1 (with D1 and D2), R2 (with D3) */
  readonly ids: Readonly<Record<'M' | 'R1' | 'R2' | DealerCode, string>>
  /** staff ids */
  readonly staff: Readonly<Record<DealerCode, Readonly<Record<Post, string>>>>
  readonly above: Readonly<Record<PostAbove, string>>
}

const tree = [
  { code: 'M', parent: null, kind: 'manufacturer', zh: '测试厂家', en: 'Test maker' },
  { code: 'R1', parent: 'M', kind: 'region', zh: '东区', en: 'East' },
  { code: 'R2', parent: 'M', kind: 'region', zh: '西区', en: 'West' },
  { code: 'D1', parent: 'R1', kind: 'dealer', zh: '一店', en: 'Store one' },
  { code: 'D2', parent: 'R1', kind: 'dealer', zh: '二店', en: 'Store two' },
  { code: 'D3', parent: 'R2', kind: 'dealer', zh: '三店', en: 'Store three' },
] as const

/** A manufacturer, two regions, three stores and their people, as the owner of the database. */
export async function seedNetwork(owner: Database, ports: Ports): Promise<TestNetwork> {
  const at = ports.now().toISOString()
  const ids = {} as Record<(typeof tree)[number]['code'], string>
  const rows: Insertable<Organisations>[] = []
  for (const { code, parent, kind, zh, en } of tree) {
    const id = ports.newId()
    const above = parent ? (rows.find(row => row.id === ids[parent])?.ancestor_ids ?? []) : []
    ids[code] = id
    rows.push({
      id,
      parent_id: parent ? ids[parent] : null,
      ancestor_ids: [...above, id],
      kind,
      code,
      name_zh: zh,
      name_en: en,
      time_zone: parent ? null : 'Asia/Shanghai',
      currency: parent ? null : 'CNY',
      created_at: at,
    })
  }
  await owner.insertInto('organisations').values(rows).execute()
  return { ids, ...(await seedStaff(owner, ports, ids)) }
}

/** A person with one role at one place. */
export async function hire(
  owner: Database,
  ports: Ports,
  { username, role, organisationId }: { username: string; role: Role; organisationId: string },
): Promise<string> {
  const id = ports.newId()
  const at = ports.now().toISOString()
  await owner
    .insertInto('staff')
    .values({ id, organisation_id: organisationId, username, name: `Name of ${username}`, created_at: at })
    .execute()
  await owner
    .insertInto('staff_roles')
    .values({ staff_id: id, organisation_id: organisationId, role, granted_at: at })
    .execute()
  return id
}

async function seedStaff(owner: Database, ports: Ports, ids: TestNetwork['ids']) {
  const staff = {} as Record<DealerCode, Record<Post, string>>
  for (const code of dealerCodes) {
    staff[code] = {} as Record<Post, string>
    for (const [post, role] of entries(dealerRoles))
      staff[code][post] = await hire(owner, ports, {
        username: `${code}.${post}`.toLowerCase(),
        role,
        organisationId: ids[code],
      })
  }
  const above = {} as Record<PostAbove, string>
  for (const [post, [role, code]] of entries(aboveRoles))
    above[post] = await hire(owner, ports, { username: post.toLowerCase(), role, organisationId: ids[code] })
  return { staff, above }
}

function entries<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  return Object.entries(record) as [K, V][]
}
