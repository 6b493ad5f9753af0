import { z } from 'zod'

/** The wire shapes of an import: what a file holds, how it is read, what it did. */

export const ImportKindName = z.enum(['stock', 'leads', 'customers', 'sales', 'staff', 'models'])
export type ImportKindName = z.infer<typeof ImportKindName>

export const DateOrderCode = z.enum(['ymd', 'dmy', 'mdy'])
export const Currency = z.string().regex(/^[A-Z]{3}$/)

/** How the cells of one column are read. */
export const ColumnReading = z.object({
  dateOrder: DateOrderCode.optional(),
  decimalMark: z.enum(['point', 'comma']).optional(),
  scale: z.literal([1, 10_000]).optional(), // a heading of 万元 means ten thousands
  unit: z.enum(['km', 'mi']).optional(),
  currency: Currency.optional(),
})
export type ColumnReading = z.infer<typeof ColumnReading>

export const MappedColumn = ColumnReading.extend({
  index: z.int().min(0).max(511),
  field: z.string().max(60),
})
export type MappedColumn = z.infer<typeof MappedColumn>

/** A file's columns that are taken, and what holds for the whole file. */
export const ImportMapping = z.object({
  columns: z.array(MappedColumn).max(512),
  currency: Currency.optional(),
  distanceUnit: z.enum(['km', 'mi']).optional(),
})
export type ImportMapping = z.infer<typeof ImportMapping>

export const Finding = z.object({
  code: z.string(),
  field: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type Finding = z.infer<typeof Finding>

/** A column as found: `dateOrders` holds more than one entry when the user must be asked. */
export const ColumnGuess = z.object({
  index: z.int(),
  heading: z.string(),
  field: z.string().nullable(),
  confidence: z.number(),
  samples: z.array(z.string()),
  filled: z.int(),
  dateOrders: z.array(z.object({ order: DateOrderCode, date: z.string() })),
  dateSample: z.string().nullable(),
  reading: ColumnReading,
})
export type ColumnGuess = z.infer<typeof ColumnGuess>

export const ImportInspection = z.object({
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  date1904: z.boolean(),
  headingRow: z.int(),
  rows: z.int(),
  columns: z.array(ColumnGuess),
  duplicateHeadings: z.array(z.object({ heading: z.string(), indexes: z.array(z.int()) })),
})
export type ImportInspection = z.infer<typeof ImportInspection>

export const RowOutcome = z.enum(['new', 'updated', 'unchanged', 'refused'])
export type RowOutcome = z.infer<typeof RowOutcome>

/** Every finding of one code and field, counted, with the first rows that have it; of its params those that say the
 *  rule, never what stood in a cell. */
export const FindingCount = Finding.extend({
  severity: z.enum(['refusal', 'warning']),
  count: z.int(),
  rows: z.array(z.int()),
})
export type FindingCount = z.infer<typeof FindingCount>

export const ImportCounts = z.object({
  rows: z.int(),
  new: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  warnings: z.int(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

/** What `npx forecourt import --json` prints and the import page shows; of a preview, what would happen. */
export const ImportResult = ImportCounts.extend({
  dryRun: z.boolean(),
  cancelled: z.boolean(),
  findings: z.array(FindingCount),
  rejectFile: z.string().nullable(),
})
export type ImportResult = z.infer<typeof ImportResult>

export const PreviewRow = z.object({
  row: z.int(),
  outcome: RowOutcome,
  cells: z.array(z.string()),
  reasons: z.array(Finding),
  warnings: z.array(Finding),
})
export type PreviewRow = z.infer<typeof PreviewRow>

/** The result of a dry run with the first rows of each outcome. */
export const ImportPreview = z.object({ result: ImportResult, rows: z.array(PreviewRow) })
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportProgress = z.object({
  rowsDone: z.int(),
  rowsTotal: z.int().nullable(),
  counts: ImportCounts,
})
export type ImportProgress = z.infer<typeof ImportProgress>
