import { defineFields, type RowOf } from '../../../import/fields.ts'
import type { ImportKind, Planned } from '../../../import/kind.ts'
import type { MappingChoices } from '../../../import/mapping.ts'
import type { ReadingDefaults } from '../../../import/values.ts'
import { Problem, problem } from '../../../problem.ts'
import { type Checkpoint, type FinishedRow, type ImportRun, runImport } from '../engine.ts'
import { inspectFile, settledMapping } from '../file-import.ts'
import { RejectSpool } from '../reject-spool.ts'

/** A kind whose table is a map and whose transaction is a copy of what changed: the engine's own behaviour can be
 *  tried a thousand times without a database. The kinds of the slices are tested on PostgreSQL. */

export const stockFields = defineFields({
  vin: { type: 'vin', label: { zh: '车架号', en: 'VIN' }, headings: ['vin'], example: 'LRWYGDFD3PC939701' },
  plate: {
    type: 'text',
    label: { zh: '车牌', en: 'Plate' },
    headings: ['number plate'],
    example: '沪A12345',
  },
  model: {
    type: 'text',
    label: { zh: '车型', en: 'Model' },
    headings: ['model'],
    example: 'A1',
    required: true,
  },
  price: { type: 'money', label: { zh: '售价', en: 'Price' }, headings: ['price'], example: '126,800' },
  mileage: {
    type: 'distance',
    label: { zh: '里程', en: 'Mileage' },
    headings: ['mileage'],
    example: '15735',
  },
  arrivedOn: {
    type: 'date',
    label: { zh: '入库日期', en: 'Arrived on' },
    headings: ['arrived'],
    example: '2024-03-05',
  },
  note: { type: 'text', label: { zh: '备注', en: 'Note' }, headings: ['note'], example: '' },
})
type StockRow = RowOf<typeof stockFields>

export class MemoryTx {
  readonly writes = new Map<string, string>()
  constructor(private readonly store: ReadonlyMap<string, string>) {}
  get(key: string): string | undefined {
    return this.writes.get(key) ?? this.store.get(key)
  }
}

interface Context {
  readonly store: Map<string, string>
  readonly rejectsWhenWritten?: ReadonlySet<string> // models that only the write turns out to refuse
}

export const memoryStock: ImportKind<typeof stockFields, string, MemoryTx, Context> = {
  name: 'stock',
  fields: stockFields,
  findings: { 'model-banned': { zh: '车型“{model}”不收', en: 'the model “{model}” is not taken' } },
  identify: row => ({
    key: row.vin && `vin:${row.vin}`,
    ...(row.plate && { claims: [`plate:${row.plate}`] }),
  }),
  check: row => ({ warnings: row.price === null ? [{ code: 'price-missing' }] : [] }),
  async plan(tx, _, rows) {
    return rows.map(({ key, values }) => planned(tx.get(key), values))
  },
  async apply(tx, { rejectsWhenWritten }, changes) {
    for (const { row, change } of changes) {
      if (rejectsWhenWritten?.has(row.values.model)) throw problem('vehicle.vin-held', { vin: row.key })
      tx.writes.set(row.key, change)
    }
  },
}

function planned(existing: string | undefined, values: StockRow): Planned<string> {
  if (values.model === 'banned')
    return { outcome: 'refused', reasons: [{ code: 'model-banned', params: { model: values.model } }] }
  const change = JSON.stringify(Object.fromEntries(Object.entries(values).sort()))
  if (existing === undefined) return { outcome: 'new', change }
  return existing === change ? { outcome: 'unchanged' } : { outcome: 'updated', change }
}

export const defaults: ReadingDefaults = { timeZone: 'Asia/Shanghai', currency: 'CNY', distanceUnit: 'km' }

export interface MemoryImport {
  readonly store?: Map<string, string>
  readonly choices?: MappingChoices
  readonly rejectsWhenWritten?: ReadonlySet<string>
  readonly checkpoints?: Checkpoint[]
  readonly run?: Partial<
    Pick<
      ImportRun<typeof stockFields, string, MemoryTx, Context>,
      'dryRun' | 'batchSize' | 'resume' | 'signal' | 'onProgress' | 'transact'
    >
  >
}

/** Imports a file into a map, as the command does into the database; the spool stays open for the rejects. */
export async function importIntoMemory(path: string, spoolPath: string, options: MemoryImport = {}) {
  const {
    store = new Map<string, string>(),
    choices = {},
    checkpoints,
    rejectsWhenWritten,
    run = {},
  } = options
  const { table, heading, inspection } = await inspectFile(path, stockFields)
  try {
    const finished: FinishedRow[] = []
    const mapping = settledMapping(stockFields, inspection, choices, null)
    const rejects = await RejectSpool.open(spoolPath, run.resume?.rejectBytes)
    const result = await runImport({
      kind: memoryStock,
      context: { store, rejectsWhenWritten },
      table,
      heading,
      mapping,
      defaults,
      dryRun: false,
      rejects,
      transact: work => transactInMemory(store, work),
      refusalOf: error => (error instanceof Problem ? { code: error.code } : null),
      saveCheckpoint: async (_, checkpoint) => void checkpoints?.push(structuredClone(checkpoint)),
      onRow: row => finished.push(row),
      ...run,
    }).catch(async error => {
      await rejects.close()
      throw error
    })
    return { result, finished, rejects, inspection, store }
  } finally {
    await table.close()
  }
}

export async function transactInMemory<T>(
  store: Map<string, string>,
  work: (tx: MemoryTx) => Promise<T>,
): Promise<T> {
  const tx = new MemoryTx(store)
  const answer = await work(tx)
  for (const [key, value] of tx.writes) store.set(key, value)
  return answer
}
