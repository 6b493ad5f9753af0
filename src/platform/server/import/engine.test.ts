import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import type { Checkpoint } from './engine.ts'
import { writeRejectFile } from './reject-file.ts'
import {
  importIntoMemory,
  type MemoryImport,
  type MemoryTx,
  memoryStock,
  stockFields,
  transactInMemory,
} from './testing/memory-stock.ts'
import { withFolder } from './testing/temporary-files.ts'
import { textRow, workbook } from './testing/workbooks.ts'

const vin = (index: number) => `LRW${String(index).padStart(14, '0')}`

/** Imports texts one after the other into the same map. */
async function importAll(files: readonly (string | Buffer)[], options: MemoryImport = {}) {
  const store = options.store ?? new Map<string, string>()
  return withFolder(async folder => {
    const answers = []
    for (const [index, content] of files.entries()) {
      const path = join(folder, `${index}`)
      await writeFile(path, content)
      const answer = await importIntoMemory(path, `${path}.rejects`, { ...options, store })
      await answer.rejects.close()
      answers.push(answer)
    }
    return answers
  })
}
const importOne = async (content: string | Buffer, options: MemoryImport = {}) =>
  (await importAll([content], options))[0]!

const counts = ({
  result,
}: {
  result: { new: number; updated: number; unchanged: number; refused: number }
}) => [result.new, result.updated, result.unchanged, result.refused]

const sample = `VIN,车型,售价,里程,入库日期
${vin(1)},A1,"￥126,800",15735,2024-03-05
${vin(2)},A2,12.5万,,2024/3/6
${vin(3)},,100,,
`

describe('an import', () => {
  test('puts good rows in, refuses bad ones, and changes nothing when it is run again', async () => {
    const [first, second] = await importAll([sample, sample])
    expect(counts(first!)).toEqual([2, 0, 0, 1])
    expect(counts(second!)).toEqual([0, 0, 2, 1])
    expect(first!.result).toMatchObject({ rows: 3, dryRun: false, cancelled: false })
    expect(JSON.parse(first!.store.get(`vin:${vin(1)}`) ?? '')).toMatchObject({
      price: { minor: 12_680_000, currency: 'CNY' },
      mileage: { value: 15735, unit: 'km' },
      arrivedOn: '2024-03-05',
    })
  })

  test('updates a row whose key is known', async () => {
    const [, second] = await importAll([sample, sample.replace('12.5万', '12.4万')])
    expect(counts(second!)).toEqual([0, 1, 1, 1])
  })

  test('gives rows without a key their contents and their ordinal as one', async () => {
    const rows = 'model,price,mileage\nA1,100,1\nA1,100,1\nA3,100,1\nA1,100,1\n'
    const moved = 'price,mileage,model\n100,1,A1\n100,1,A3\n １００ ,1,A1\n100,1, A1\n'
    const [first, second, third] = await importAll([rows, rows, moved])
    expect([counts(first!), counts(second!), counts(third!)]).toEqual([
      [4, 0, 0, 0],
      [0, 0, 4, 0],
      [0, 0, 4, 0],
    ])
  })

  test('takes the same row twice once, and refuses a file that contradicts itself', async () => {
    const { result, finished } = await importOne(`vin,model\n${vin(1)},A1\n${vin(1)},A1\n${vin(1)},A2\n`)
    expect(finished.map(({ outcome }) => outcome)).toEqual(['new', 'unchanged', 'refused'])
    expect(finished[1]?.warnings).toContainEqual({ code: 'repeated-row', params: { row: 2 } })
    expect(finished[2]?.reasons).toEqual([{ code: 'same-key-other-values', params: { row: 2 } }])
    expect(result.refused).toBe(1)
  })

  test('refuses the second row that claims the same plate', async () => {
    const { finished } = await importOne(`vin,model,plate\n${vin(1)},A1,沪A1\n${vin(2)},A1,沪A1\n`)
    expect(finished[1]?.reasons).toEqual([{ code: 'value-taken', params: { row: 2, value: '沪A1' } }])
  })

  test('refuses the repetition of a refused row for the same reason', async () => {
    const { finished } = await importOne(`vin,model\n${vin(1)},banned\n${vin(1)},banned\n`)
    expect(finished.map(({ reasons }) => reasons[0]?.code)).toEqual(['model-banned', 'model-banned'])
  })

  test('counts warnings, and says in which rows', async () => {
    const { result } = await importOne(`vin,model,price\n${vin(1)},A1,\n${vin(2)},A1,\n${vin(3)},A1,5\n`)
    expect(result.warnings).toBe(2)
    expect(result.findings).toEqual([{ severity: 'warning', code: 'price-missing', count: 2, rows: [2, 3] }])
  })

  test('reads what stands above the headings as no row', async () => {
    const { result, inspection } = await importOne(
      `某某汽车 库存表,,\n2024-03-05,,\n\n车架号,车型,售价\n${vin(1)},A1,5\n`,
    )
    expect(inspection).toMatchObject({ headingRow: 4, rows: 1 })
    expect(counts({ result })).toEqual([1, 0, 0, 0])
  })

  test('reads GBK with semicolons, and a workbook with formulas and serial dates', async () => {
    const gbk = iconv.encode(`车架号;车型;售价\n${vin(1)};帕萨特;1.234,50\n`, 'gbk')
    expect(JSON.parse((await importOne(gbk)).store.get(`vin:${vin(1)}`) ?? '')).toMatchObject({
      model: '帕萨特',
      price: { minor: 123_450 },
    })
    const row = (number: number, price: string) =>
      `<row r="${number}"><c r="A${number}" t="inlineStr"><is><t>${vin(number)}</t></is></c><c r="B${number}" t="inlineStr"><is><t>A1</t></is></c><c r="C${number}">${price}</c><c r="D${number}" s="1"><v>45356</v></c></row>`
    const book = workbook({
      rows:
        textRow(1, ['VIN', '车型', '售价', '入库日期']) + row(2, '<f>1+1</f><v>2</v>') + row(3, '<f>1+1</f>'),
    })
    const { finished, store } = await importOne(book)
    expect(finished.map(({ outcome, reasons }) => [outcome, reasons[0]?.code])).toEqual([
      ['new', undefined],
      ['refused', 'formula-without-value'],
    ])
    expect(JSON.parse(store.get(`vin:${vin(2)}`) ?? '')).toMatchObject({ arrivedOn: '2024-03-05' })
  })

  test('asks before it reads dates that fit two orders', async () => {
    const rows = `vin,model,arrived\n${vin(1)},A1,2/1/2018\n`
    await expect(importOne(rows)).rejects.toMatchObject({ code: 'import.date-order-ambiguous' })
    const { store } = await importOne(rows, { choices: { dateOrder: 'mdy' } })
    expect(JSON.parse(store.get(`vin:${vin(1)}`) ?? '')).toMatchObject({ arrivedOn: '2018-02-01' })
  })

  test('refuses ragged rows, NUL and endless cells, and goes on', async () => {
    const { finished } = await importOne(
      `vin,model,note\n${vin(1)},A1\n${vin(2)},A1,x,y\n${vin(3)},A\0,x\n${vin(4)},A1,${'x'.repeat(1_000_000)}\n${vin(5)},A1,ok\n`,
    )
    expect(finished.map(({ reasons }) => reasons[0]?.code)).toEqual([
      'ragged-row',
      'ragged-row',
      'nul-character',
      'text-too-long',
      undefined,
    ])
  })
})

describe('the preview', () => {
  const cell = fc.constantFrom('A1', 'A2', 'banned', '')
  const row = fc.record({
    vin: fc.option(fc.integer({ min: 1, max: 6 })),
    model: cell,
    price: fc.constantFrom('1', '2', 'x'),
  })
  const file = fc
    .array(row, { minLength: 1, maxLength: 30 })
    .map(
      rows =>
        `vin,model,price\n${rows.map(each => `${each.vin === null ? '' : vin(each.vin)},${each.model},${each.price}`).join('\n')}\n`,
    )

  test('equals the real run, which a second run leaves unchanged, whatever the file and the batches', async () => {
    await fc.assert(
      fc.asyncProperty(file, file, fc.integer({ min: 1, max: 40 }), async (before, content, batchSize) => {
        const store = new Map<string, string>()
        await importAll([before], { store })
        const untouched = new Map(store)
        const preview = await importOne(content, { store, run: { dryRun: true, batchSize } })
        expect(store).toEqual(untouched)
        const real = await importOne(content, { store, run: { batchSize: 7 } })
        expect({ ...preview.result, dryRun: false }).toEqual(real.result)
        expect(preview.finished).toEqual(real.finished)
        const again = await importOne(content, { store })
        expect(counts(again).slice(0, 2)).toEqual([0, 0])
        expect(again.result.refused).toBe(real.result.refused)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a row that only the database refuses', () => {
  test('is refused alone, its batch goes in', async () => {
    const rows = Array.from(
      { length: 50 },
      (_, index) => `${vin(index)},${index % 20 === 7 ? 'held' : 'A1'}`,
    ).join('\n')
    const { result, finished, store } = await importOne(`vin,model\n${rows}\n`, {
      rejectsWhenWritten: new Set(['held']),
    })
    expect(counts({ result })).toEqual([47, 0, 0, 3])
    expect(store.size).toBe(47)
    expect(
      finished.filter(({ outcome }) => outcome === 'refused').map(each => [each.row, each.reasons[0]?.code]),
    ).toEqual([
      [9, 'vehicle.vin-held'],
      [29, 'vehicle.vin-held'],
      [49, 'vehicle.vin-held'],
    ])
  })

  test('a lost database ends the run, with what is committed kept', async () => {
    const store = new Map<string, string>()
    const rows = Array.from({ length: 30 }, (_, index) => `${vin(index)},A1`).join('\n')
    let batches = 0
    const transact = async <T>(work: (tx: MemoryTx) => Promise<T>): Promise<T> => {
      if (++batches === 3) throw new Error('the connection was lost')
      return transactInMemory(store, work)
    }
    const running = importOne(`vin,model\n${rows}\n`, { store, run: { batchSize: 10, transact } })
    await expect(running).rejects.toThrow('the connection was lost')
    expect(store.size).toBe(20)
  })
})

describe('a run that was stopped', () => {
  const rows = Array.from({ length: 95 }, (_, index) => `${vin(index)},${index % 10 === 3 ? 'banned' : 'A1'}`)
  const content = `vin,model\n${rows.join('\n')}\n${vin(3)},banned\n`

  test('keeps its finished batches and can be cancelled between them', async () => {
    const stop = new AbortController()
    const run = { batchSize: 20, signal: stop.signal, onProgress: () => stop.abort() }
    const { result, store } = await importOne(content, { run })
    expect(result).toMatchObject({ cancelled: true, rows: 20 })
    expect(store.size).toBe(18)
  })

  test('goes on after its checkpoint to the result it would have had', async () => {
    await withFolder(async folder => {
      const path = join(folder, 'file')
      await writeFile(path, content)
      const whole = await importIntoMemory(path, join(folder, 'whole'), { run: { batchSize: 20 } })
      const stop = new AbortController()
      const checkpoints: Checkpoint[] = []
      const store = new Map<string, string>()
      const spool = join(folder, 'rejects')
      const first = await importIntoMemory(path, spool, {
        store,
        checkpoints,
        run: {
          batchSize: 20,
          signal: stop.signal,
          onProgress: ({ rowsDone }) => rowsDone >= 40 && stop.abort(),
        },
      })
      await first.rejects.add([{ row: 99, cells: [], reasons: [] }]) // of a batch that was never committed
      await first.rejects.close()
      const rest = await importIntoMemory(path, spool, { store, run: { resume: checkpoints.at(-1) } })
      expect(rest.result).toEqual(whole.result)
      expect(rest.store).toEqual(whole.store)
      expect(await rowNumbers(rest.rejects)).toEqual(await rowNumbers(whole.rejects))
      await Promise.all([whole.rejects.close(), rest.rejects.close()])
    })
  })
})

async function rowNumbers(spool: { rejects(): AsyncIterable<{ row: number }> }): Promise<number[]> {
  const numbers: number[] = []
  for await (const { row } of spool.rejects()) numbers.push(row)
  return numbers
}

describe('the reject file', () => {
  const nasty = `=1+1,banned,"a,""b"""\n@x,,+86\n${vin(1)},A1,fine\n'=2,banned,\n`

  test.each([
    ['csv', 'zh', '未导入原因'],
    ['csv', 'en', 'Reason not imported'],
    ['xlsx', 'zh', '未导入原因'],
  ] as const)(
    'as %s in %s holds the rows as they came, neutralised, with the reason last',
    async (format, language, heading) => {
      await withFolder(async folder => {
        const path = join(folder, 'file')
        await writeFile(path, `note,model,plate\n${nasty}`)
        const { rejects, result, finished } = await importIntoMemory(path, join(folder, 'spool'))
        expect(counts({ result })).toEqual([1, 0, 0, 3])
        const look = {
          format,
          language,
          fields: stockFields,
          findings: memoryStock.findings,
          headings: ['note', 'model', 'plate'],
        }
        const rejectPath = join(folder, `rejects.${format}`)
        await writeRejectFile(rejects, rejectPath, look)
        if (format === 'csv') {
          const text = await readFile(rejectPath, 'utf8')
          expect(text).toContain(`\ufeffnote,model,plate,${heading}\r\n'=1+1,banned,"a,""b""",`)
          expect(text).toContain(language === 'zh' ? '车型“banned”不收' : 'the model “banned” is not taken')
          expect(text).not.toMatch(/(^|,)"?[=+@]/m)
        }
        const again = await importIntoMemory(rejectPath, join(folder, 'spool2'))
        expect(again.inspection.columns.map(column => column.heading)).toEqual(['note', 'model', 'plate'])
        const refused = (rows: typeof finished) =>
          rows.filter(({ outcome }) => outcome === 'refused').map(({ cells, reasons }) => [cells, reasons])
        expect(refused(again.finished)).toEqual(refused(finished))
        const twice = join(folder, `twice.${format}`)
        await writeRejectFile(again.rejects, twice, look)
        if (format === 'csv') expect(await readFile(twice, 'utf8')).toBe(await readFile(rejectPath, 'utf8'))
        await Promise.all([rejects.close(), again.rejects.close()])
      })
    },
  )

  test('corrected, goes in', async () => {
    const corrected = `note,model,plate,未导入原因\n'=1+1,A1,x,车型“banned”不收\n`
    const { store, result } = await importOne(corrected)
    expect(counts({ result })).toEqual([1, 0, 0, 0])
    expect(JSON.parse([...store.values()][0] ?? '')).toMatchObject({ note: '=1+1', model: 'A1' })
  })
})

test('a hundred thousand rows are imported in bounded memory', async () => {
  await withFolder(async folder => {
    const path = join(folder, 'large.csv')
    const rows = Array.from(
      { length: 100_000 },
      (_, index) => `${vin(index)},A${index % 9},${index},2024-03-05,some note`,
    )
    await writeFile(path, `vin,model,price,arrived,note\n${rows.join('\n')}\n`)
    rows.length = 0
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    const peak: number[] = []
    const forgetful = new Map<string, string>() // what is stored is not the importer's memory
    const { result, rejects } = await importIntoMemory(path, join(folder, 'spool'), {
      store: forgetful,
      run: { dryRun: true, onProgress: () => peak.push(process.memoryUsage().heapUsed) },
    })
    await rejects.close()
    expect(result).toMatchObject({ rows: 100_000, new: 100_000 })
    expect(Math.max(...peak) - before).toBeLessThan(200 * 1024 * 1024)
  })
})
