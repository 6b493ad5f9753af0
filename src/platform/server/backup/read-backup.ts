import { createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { z } from 'zod'
import type { Keys } from '../keys.ts'
import { Refusal } from '../refusal.ts'
import { BackupFooter, BackupHeader, type BackupTable, formatVersion, magic, sealBytes } from './format.ts'
import { fileKey } from './key-prints.ts'
import { RowDigest } from './row-digest.ts'

/** Takes one table's COPY text; what it leaves unread is skipped. */
export type TakeTable = (table: BackupTable, pieces: AsyncIterable<Buffer>) => Promise<void>

const lineBytesMax = 16 * 2 ** 20
const pieceBytesMax = 2 ** 30

/** What a backup says of itself; nothing in it is believed before `checkSeal`.
 *  @throws Refusal when it is no backup of ours, or a newer program's */
export async function readHeader(file: string): Promise<BackupHeader> {
  const { bytes, close } = await unpack(file)
  try {
    return await readHead(bytes, file)
  } finally {
    close()
  }
}

/** Reads the whole file before anything is believed. @throws Refusal when it was cut short or changed */
export async function checkSeal(file: string, keys: Keys): Promise<void> {
  const { size } = await stat(file)
  const seal = createHmac('sha256', fileKey(keys))
  for await (const chunk of createReadStream(file, { end: size - sealBytes - 1 })) seal.update(chunk)
  const last: Buffer[] = []
  for await (const chunk of createReadStream(file, { start: size - sealBytes })) last.push(chunk)
  if (!timingSafeEqual(seal.digest(), Buffer.concat(last))) throw notWhole(file)
}

/** Hands out every table in the file's order. */
export async function readTables(file: string, take: TakeTable): Promise<BackupFooter> {
  const { bytes, close } = await unpack(file)
  try {
    const header = await readHead(bytes, file)
    for (const table of header.tables) {
      const pieces = readPieces(bytes)
      await take(table, pieces)
      for await (const _ of pieces); // the rest of it
    }
    return parse(BackupFooter, await bytes.line(), file)
  } finally {
    close()
  }
}

/** Recounts what is in the file, without a database. @throws Refusal where it is not what the footer says */
export async function recount(file: string): Promise<BackupFooter> {
  const counted: BackupFooter = { tables: {} }
  const footer = await readTables(file, async ({ name }, pieces) => {
    const digest = new RowDigest()
    for await (const piece of pieces) digest.update(piece)
    counted.tables[name] = { digest: digest.digest(), rows: digest.rows }
  })
  const differing = differingTables(footer, counted)
  if (differing.length > 0)
    throw new Refusal(`${file} does not hold what it says: ${differing.join(', ')} differ.`)
  return footer
}

export function differingTables(one: BackupFooter, other: BackupFooter): string[] {
  const names = new Set([...Object.keys(one.tables), ...Object.keys(other.tables)])
  return [...names].filter(name => {
    const [here, there] = [one.tables[name], other.tables[name]]
    return here?.rows !== there?.rows || here?.digest !== there?.digest
  })
}

async function unpack(file: string) {
  const { size } = await stat(file).catch(error => {
    throw new Refusal(`The backup ${file} cannot be read (${error.message}).`)
  })
  if (size <= magic.length + sealBytes || !(await startsWithMagic(file)))
    throw new Refusal(`${file} is no backup of Forecourt.`)
  const packed = createReadStream(file, { start: magic.length, end: size - sealBytes - 1 })
  const unpacked = createGunzip()
  packed.on('error', error => unpacked.destroy(error)).pipe(unpacked)
  const close = () => {
    packed.destroy()
    unpacked.destroy()
  }
  return { bytes: new Bytes(unpacked, file), close }
}

async function startsWithMagic(file: string): Promise<boolean> {
  const first: Buffer[] = []
  for await (const chunk of createReadStream(file, { end: magic.length - 1 })) first.push(chunk)
  const found = Buffer.concat(first)
  const kind = magic.subarray(0, magic.lastIndexOf(' ') + 1)
  if (found.subarray(0, kind.length).equals(kind) && !found.equals(magic))
    throw new Refusal(`${file} was made by a newer Forecourt: restore it with that version.`)
  return found.equals(magic)
}

async function readHead(bytes: Bytes, file: string): Promise<BackupHeader> {
  const header = parse(BackupHeader, await bytes.line(), file)
  if (header.format !== formatVersion) throw notWhole(file)
  return header
}

async function* readPieces(bytes: Bytes): AsyncGenerator<Buffer> {
  for (;;) {
    const length = (await bytes.take(4)).readUInt32BE()
    if (length === 0) return
    if (length > pieceBytesMax) throw bytes.broken()
    yield await bytes.take(length)
  }
}

function parse<S extends z.ZodType>(schema: S, text: string, file: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw notWhole(file)
  }
}

function notWhole(file: string): Refusal {
  return new Refusal(
    `${file} is not whole: it was cut short or changed after it was written. Nothing was restored.`,
  )
}

/** Takes a stream apart by length and by line. */
class Bytes {
  private readonly source: AsyncIterator<Buffer>
  private readonly file: string
  private rest: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>, file: string) {
    this.source = source[Symbol.asyncIterator]()
    this.file = file
  }

  async take(length: number): Promise<Buffer> {
    await this.fill(length)
    const taken = this.rest.subarray(0, length)
    this.rest = this.rest.subarray(length)
    return taken
  }

  async line(): Promise<string> {
    let end = this.rest.indexOf('\n')
    while (end < 0) {
      if (this.rest.length > lineBytesMax) throw this.broken()
      await this.fill(this.rest.length + 1)
      end = this.rest.indexOf('\n')
    }
    const text = this.rest.subarray(0, end).toString('utf8')
    this.rest = this.rest.subarray(end + 1)
    return text
  }

  broken(): Refusal {
    return notWhole(this.file)
  }

  private async fill(length: number): Promise<void> {
    const chunks = [this.rest]
    let bytes = this.rest.length
    while (bytes < length) {
      const next = await this.source.next().catch(() => {
        throw this.broken()
      })
      if (next.done) throw this.broken()
      chunks.push(next.value)
      bytes += next.value.length
    }
    if (chunks.length > 1) this.rest = Buffer.concat(chunks)
  }
}
