import type { FreshSales } from './fresh-sales.ts'

/** A row as JSON has it. */
export type Row = Readonly<Record<string, unknown>>

/** The rows that one advance leaves behind. */
export interface WrittenRows {
  readonly sale: Row
  readonly event: Row
  readonly showing: Row
  readonly audit: Row
  readonly answer: Row
}

const readColumns = 's.state, s.lead_id, known.status, known.answer, known.request_hash'
const unchanged = ['dealer_id', 'id', 'number', 'origin', 'customer_id', 'customer_search', 'lead_id']
const never = ['external_ref', 'created_at', 'updated_at']

/** The transaction of one advance for pgbench, one statement a line: the scope, the read, and the rows that the
 *  product wrote, as one statement like there. Only ids, keys and times differ from one run to the next, so
 *  the server has less to parse than in a request. Nothing is notified. */
export function advanceScript(
  { dealerId, ownerId, idPrefix }: FreshSales,
  { sale, event, showing, audit, answer }: WrittenRows,
  numbers: { from: number; to: number },
): string {
  const target = `('${idPrefix}' || lpad(to_hex(:number::int), 12, '0'))::uuid`
  const changed = Object.keys(sale).filter(column => ![...unchanged, ...never].includes(column))
  const set = changed.map(column => `${column} = ${literal(sale[column])}`)
  const row = { id: 'uuidv7()', recorded_at: 'now()' }
  const writes = [
    `update app.sales set ${set.join(', ')}, updated_at = now() where dealer_id = '${dealerId}' and id = ${target} returning 1`,
    insert('events', event, { ...row, subject_id: target, sale_id: target }),
    insert('audit', audit, { ...row, subject_id: target }),
    insert('idempotency_keys', answer, { key: 'gen_random_uuid()::text', created_at: 'now()' }),
    insert('showings', showing, { id: 'uuidv7()', sale_id: target, shown_at: 'now()' }),
  ]
  return [
    `\\set number random(${numbers.from}, ${numbers.to})`,
    'begin;',
    `set local app.dealers = '{${dealerId}}';`,
    `set local app.staff = '${ownerId}';`,
    `select ${readColumns} from app.sales s left join app.idempotency_keys known on known.dealer_id = '${dealerId}' and known.staff_id = '${ownerId}' and known.route = '' and known.key = '' where s.id = ${target} and s.dealer_id = any('{${dealerId}}'::uuid[]) and s.owner_id = '${ownerId}';`,
    `with ${writes.map((write, index) => `w${index} as (${write})`).join(', ')} select (select count(*) from w0)::int as written;`,
    'commit;',
    '',
  ].join('\n')
}

function insert(table: string, row: Row, expressions: Readonly<Record<string, string>>): string {
  const columns = Object.keys(row)
  const values = columns.map(column => expressions[column] ?? literal(row[column]))
  return `insert into app.${table} (${columns.join(', ')}) values (${values.join(', ')}) returning 1`
}

/** Without a colon in it: pgbench would take `:id` for a variable of its own. */
function literal(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3A')}'`
}
