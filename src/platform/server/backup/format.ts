import { z } from 'zod'

/** A backup is one file: this line, a gzip stream, and 32 bytes that seal what is before them (HMAC-SHA-256 under
 *  a key of the installation). In the stream: the header as one line of JSON; each table of the header in its
 *  order, as pieces of `COPY … TO STDOUT` text behind their length in four bytes, the last of them empty; the
 *  footer as one line of JSON. */
export const magic = Buffer.from('FORECOURT BACKUP 1\n')
export const sealBytes = 32
export const formatVersion = 1

/** Which keys an installation works with, told without telling them. */
export const KeyPrints = z.object({
  sealing: z.record(z.string(), z.string()),
  indexing: z.string(),
  signing: z.string(),
})
export type KeyPrints = z.output<typeof KeyPrints>

/** The keys file itself, under a passphrase. */
export const LockedKeys = z.object({
  salt: z.base64(),
  nonce: z.base64(),
  tag: z.base64(),
  text: z.base64(),
})
export type LockedKeys = z.output<typeof LockedKeys>

export const BackupHeader = z.object({
  format: z.literal(formatVersion),
  product: z.string(),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.object({ number: z.number().int(), name: z.string(), checksum: z.string() })).min(1),
  /** months that the event log has a partition for, as YYYY-MM-01 */
  eventMonths: z.array(z.iso.date()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
  /** last values of the schemas' sequences; null where one was never asked */
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  keys: KeyPrints,
  lockedKeys: LockedKeys.nullable(),
})
export type BackupHeader = z.output<typeof BackupHeader>
export type BackupTable = BackupHeader['tables'][number]

/** What every table held, by its name. */
export const BackupFooter = z.object({
  tables: z.record(z.string(), z.object({ rows: z.number().int().nonnegative(), digest: z.string() })),
})
export type BackupFooter = z.output<typeof BackupFooter>

export function countRows({ tables }: BackupFooter): number {
  return Object.values(tables).reduce((sum, { rows }) => sum + rows, 0)
}
