import { createWriteStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stream as excel } from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDigit } from './inventory/vehicles/vin.rules.ts'
import { connect, type Database } from './platform/server/database/connect.ts'
import { systemPorts } from './platform/server/ports.ts'
import { launchProduct } from './platform/server/testing/product.ts'
import { makeScratchFolder } from './platform/server/testing/scratch-folder.ts'
import {
  createTestDatabase,
  productSettings,
  type TestDatabase,
} from './platform/server/testing/test-database.ts'
import { seedNetwork } from './platform/server/testing/test-network.ts'

/** A list of 100 000 rows through `forecourt import`, in a process whose whole heap may not pass 200 MiB: were rows
 *  kept, it would die. Some VINs are too short, some rows stand twice. */
const rowCount = 100_000
const heapMiB = 200

const headings = ['VIN', '品牌', '车系', '外观颜色', '里程', '售价', '成本价', '入库日期', '备注']

let database: TestDatabase
let owner: Database
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  owner = connect(database.urls.owner, { max: 1 })
  await seedNetwork(owner, systemPorts)
  folder = await makeScratchFolder('forecourt-large-import-')
})
afterAll(async () => {
  await owner.destroy()
  await database.drop()
  await rm(folder, { recursive: true })
})

test('100 000 rows of text, then of a workbook, go in within bounded memory, once', async () => {
  const [csv, xlsx] = [join(folder, 'cars.csv'), join(folder, 'cars.xlsx')]
  await pipeline(Readable.from(csvLines()), createWriteStream(csv))
  await writeWorkbook(xlsx)
  const { priceMinor, ...expected } = await plainCounts(csv)
  expect(expected.refused).toBeGreaterThan(100)
  expect(expected.rows - expected.new - expected.refused).toBeGreaterThan(100)

  expect(await imported(csv, '--dry-run')).toMatchObject(expected)
  expect(await sum()).toEqual({ cars: 0, priceMinor: 0 })
  expect(await imported(csv)).toMatchObject(expected)
  expect(await sum()).toEqual({ cars: expected.new, priceMinor })

  const again = { ...expected, new: 0, unchanged: expected.rows - expected.refused }
  for (const path of [csv, xlsx]) expect(await imported(path)).toMatchObject(again)
  expect(await sum()).toEqual({ cars: expected.new, priceMinor })
  const rejects = await readFile(join(folder, 'cars.rejected.csv'), 'utf8')
  expect(rejects.trim().split(/\r?\n/)).toHaveLength(1 + expected.refused)
})

async function imported(path: string, ...more: string[]): Promise<Record<string, number>> {
  const env = {
    ...productSettings(database.urls.owner),
    NODE_OPTIONS: `--max-old-space-size=${heapMiB} --max-semi-space-size=8`,
  }
  const { ended } = await launchProduct(['import', 'stock', path, '--dealer', 'D1', '--json', ...more], {
    env,
  })
  const { code, output } = await ended
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/^\{.*\}\n$/) })
  return JSON.parse(output)
}

async function sum(): Promise<Record<string, number> | undefined> {
  const { rows } = await sql<Record<string, number>>`
    select count(*)::int as cars, coalesce(sum(price_minor), 0)::float8 as "priceMinor" from app.stock_episodes`.execute(
    owner,
  )
  return rows[0]
}

function rowOf(count: number): string[] {
  const same = count % 400 === 399 ? count - 1 : count // the row above once more
  const serial = `LFABA1200PA${String(same).padStart(6, '0')}`
  const vin = serial.slice(0, 8) + checkDigit(serial) + serial.slice(9)
  return [
    same % 700 === 7 ? vin.slice(1) : vin,
    '星途',
    ['远山', '近海', '平川', '长风'][same % 4] as string,
    ['珠光白', '曜石黑', '星空蓝'][same % 3] as string,
    String((same * 37) % 120),
    String(120_000 + ((same * 7919) % 300_000)),
    String(100_000 + ((same * 7919) % 280_000)),
    `2026-0${1 + (same % 6)}-${String(1 + (same % 28)).padStart(2, '0')}`,
    `第 ${same} 辆`, // in no other row: the workbook's table of texts is as long as the list
  ]
}

function* csvLines() {
  yield `${headings.join(',')}\n`
  for (let count = 0; count < rowCount; count++) yield `${rowOf(count).join(',')}\n`
}

async function writeWorkbook(path: string): Promise<void> {
  const workbook = new excel.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true })
  const sheet = workbook.addWorksheet('库存')
  sheet.addRow(headings).commit()
  for (let count = 0; count < rowCount; count++) {
    const cells = rowOf(count)
    sheet.addRow(cells.map((cell, index) => (index >= 4 && index <= 6 ? Number(cell) : cell))).commit()
  }
  await workbook.commit()
}

/** From the text alone: no cell holds a comma or a quote. */
async function plainCounts(path: string) {
  const lines = (await readFile(path, 'utf8')).trim().split('\n').slice(1)
  const vins = new Set<string>()
  let refused = 0
  let priceMinor = 0
  for (const line of lines) {
    const [vin = '', , , , , price] = line.split(',')
    if (vin.length !== 17) refused++
    else if (!vins.has(vin)) priceMinor += Number(price) * 100
    if (vin.length === 17) vins.add(vin)
  }
  const unchanged = lines.length - vins.size - refused
  return { rows: lines.length, new: vins.size, updated: 0, unchanged, refused, priceMinor }
}
