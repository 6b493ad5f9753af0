import { z } from 'zod'

/** Scalars that every slice's contracts share. */
export const Id = z.uuid()
/** Of the years 1900–2199: any other was mistyped. */
export const BusinessDate = z.iso.date().regex(/^(19|2[01])/)
/** 'YYYY-MM', of the same years. */
export const Month = z.string().regex(/^(19|2[01])\d\d-(0[1-9]|1[0-2])$/)
export const Instant = z.iso.datetime()
export const Currency = z.string().regex(/^[A-Z]{3}$/)
/** Bounded so that amount × 10 000 (basis points) stays an exact integer. */
export const AmountMinor = z.int().min(0).max(900_000_000_000)
export const Version = z.int().min(1)

/** A line of text that a person typed: trimmed, not empty. */
export function line(lengthMax: number) {
  return z.string().trim().min(1).max(lengthMax)
}

/** Query parameters of every keyset list. */
export const pageQuery = {
  cursor: z.string().min(1).max(500).optional(),
  limit: z.coerce.number<number | string>().int().min(1).max(100).default(50),
}

/** One page of a keyset list: ask again with `nextCursor` until it is null. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

export const ById = z.object({ id: Id })
/** What a write answers: an id and the version that it made, no more. */
export const Written = z.object({ id: Id, version: Version })
/** A person at work, by name. */
export const StaffName = z.object({ id: Id, name: z.string() })

/** A query parameter that may be repeated: `?stage=showing&stage=test-drive`. */
export function several<Item extends z.ZodType>(item: Item, most = 50) {
  return z.union([z.array(item).max(most), item.transform(one => [one])])
}

/** A yes or no in a query. */
export const Flag = z.union([z.boolean(), z.stringbool()])
