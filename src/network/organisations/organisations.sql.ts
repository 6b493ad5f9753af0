import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Organisation, OrganisationKind } from './organisations.contract.ts'

export interface NewOrganisation {
  readonly id: string
  readonly parent: { readonly id: string; readonly ancestorIds: readonly string[] } | null
  readonly kind: OrganisationKind
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly timeZone: string | null
  readonly currency: string | null
  readonly at: Date
}

export async function insertOrganisation(tx: Tx, { parent, ...made }: NewOrganisation): Promise<void> {
  await tx
    .insertInto('organisations')
    .values({
      id: made.id,
      parent_id: parent?.id ?? null,
      ancestor_ids: [...(parent?.ancestorIds ?? []), made.id],
      kind: made.kind,
      code: made.code,
      name_zh: made.nameZh,
      name_en: made.nameEn,
      time_zone: made.timeZone,
      currency: made.currency,
      created_at: made.at.toISOString(),
    })
    .execute()
  await insertMove(tx, made.id, parent?.id ?? null, made.at)
}

export async function insertMove(tx: Tx, id: string, parentId: string | null, at: Date): Promise<void> {
  await tx
    .insertInto('organisation_moves')
    .values({ organisation_id: id, moved_at: at.toISOString(), parent_id: parentId })
    .execute()
}

/** @param ids only these, or the whole tree */
export async function listOrganisations(tx: Tx, ids?: readonly string[]): Promise<Organisation[]> {
  const found = await sql<Organisation>`
    select node.id, node.parent_id as "parentId", node.kind, node.code, node.name_zh as "nameZh",
      node.name_en as "nameEn", ${inherited('time_zone')} as "timeZone", ${inherited('currency')} as "currency",
      node.time_zone as "ownTimeZone", node.currency as "ownCurrency", node.closed_at as "closedAt", node.version
    from organisations node
    where ${ids ? sql`node.id = any(${ids})` : sql`true`}
    order by array_length(node.ancestor_ids, 1), node.code, node.id`.execute(tx)
  return found.rows
}

/** The value of the nearest node, itself included, that has one. */
function inherited(column: 'time_zone' | 'currency') {
  const name = sql.ref(`above.${column}`)
  return sql`(select ${name} from organisations above
    where above.id = any(node.ancestor_ids) and ${name} is not null
    order by array_length(above.ancestor_ids, 1) desc limit 1)`
}

export interface Node {
  readonly id: string
  readonly parentId: string | null
  readonly kind: OrganisationKind
  readonly ancestorIds: string[]
  readonly version: number
}

export async function findNode(tx: Tx, id: string, lock = false): Promise<Node | undefined> {
  const query = tx
    .selectFrom('organisations')
    .select(['id', 'parent_id as parentId', 'kind', 'ancestor_ids as ancestorIds', 'version'])
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .$narrowType<{ kind: OrganisationKind }>()
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

export interface OrganisationEdit {
  readonly nameZh?: string
  readonly nameEn?: string
  readonly timeZone?: string | null
  readonly currency?: string | null
}

export async function updateOrganisation(
  tx: Tx,
  id: string,
  version: number,
  edit: OrganisationEdit,
): Promise<void> {
  await tx
    .updateTable('organisations')
    .set({
      ...(edit.nameZh !== undefined && { name_zh: edit.nameZh }),
      ...(edit.nameEn !== undefined && { name_en: edit.nameEn }),
      ...(edit.timeZone !== undefined && { time_zone: edit.timeZone }),
      ...(edit.currency !== undefined && { currency: edit.currency }),
      version: version + 1,
    })
    .where('id', '=', id)
    .execute()
}

/** Serialises changes of the tree: two moves that cross could otherwise make a ring. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select id from organisations where parent_id is null for update`.execute(tx)
}

/** Re-hangs a node and rewrites the path of everything below it. */
export async function updateParent(
  tx: Tx,
  node: Node,
  parent: { id: string; ancestorIds: readonly string[] },
): Promise<void> {
  await tx
    .updateTable('organisations')
    .set({ parent_id: parent.id, version: node.version + 1 })
    .where('id', '=', node.id)
    .execute()
  await sql`
    update organisations
    set ancestor_ids = ${[...parent.ancestorIds]}::uuid[]
      || ancestor_ids[array_position(ancestor_ids, ${node.id}::uuid):]
    where ancestor_ids @> array[${node.id}::uuid]`.execute(tx)
}
