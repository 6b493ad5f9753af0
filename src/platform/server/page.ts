import { z } from 'zod'
import { problem } from '../problem.ts'

/** Where a keyset page ended: the sort value of its last row (null when the order is by id) and its id. */
export interface Position {
  readonly value: string | number | null
  readonly id: string
}

/** A list's order by name, so that a cursor of one order is refused by another. */
type Order = string

const Cursor = z.tuple([z.string(), z.union([z.string(), z.number(), z.null()]), z.uuid()])

export function cursorOf(order: Order, { value, id }: Position): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url')
}

/** @throws Problem request.invalid when the cursor is not one of this order */
export function positionOf(order: Order, cursor: string | undefined): Position | null {
  if (cursor === undefined) return null
  const parsed = Cursor.safeParse(decoded(cursor))
  if (!parsed.success || parsed.data[0] !== order) throw invalid('cursor', 'cursor')
  return { value: parsed.data[1], id: parsed.data[2] }
}

/** A page of at most `limit` from rows that were read one further.
 *  @param at the position of a row in the list's order */
export function pageOfRows<Row>(
  rows: readonly Row[],
  limit: number,
  order: Order,
  at: (row: Row) => Position,
): { rows: readonly Row[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { rows: kept, nextCursor: rows.length > limit && last ? cursorOf(order, at(last)) : null }
}

/** One field that only the handler could judge. */
export function invalid(path: string, code: string, extensions: Record<string, unknown> = {}) {
  return problem('request.invalid', {
    count: 1,
    errors: [{ path, code, message: `${path}: ${code}`, ...extensions }],
  })
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
