import { crc32, deflateRawSync } from 'node:zlib'

/** Workbooks made by hand, part by part, so that each may hold a fault that no spreadsheet would write. */

export interface Part {
  readonly data: Buffer
  readonly declaredSize?: number // a lie about the inflated size
}

/** A zip archive of deflated parts. */
export function zip(parts: Readonly<Record<string, Part | Buffer | string>>): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, given] of Object.entries(parts)) {
    const part =
      typeof given === 'string'
        ? { data: Buffer.from(given) }
        : Buffer.isBuffer(given)
          ? { data: given }
          : given
    const packed = deflateRawSync(part.data)
    const size = part.declaredSize ?? part.data.length
    const header = entryHeader(name, crc32(part.data), packed.length, size)
    local.push(Buffer.from('504b0304', 'hex'), header, Buffer.from(name), packed)
    central.push(
      Buffer.from('504b01021400', 'hex'),
      header,
      Buffer.alloc(10),
      uint32(offset),
      Buffer.from(name),
    )
    offset += 4 + header.length + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('504b0506', 'hex')
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

export interface WorkbookParts {
  readonly rows: string // the XML inside <sheetData>
  readonly after?: string // after it: merges
  readonly sharedStrings?: readonly string[] // the XML inside each <si>
  readonly date1904?: boolean
  readonly more?: Readonly<Record<string, Part | Buffer | string>>
}

/** Cell style 1 is a date, 2 a date with a time, 3 an amount in 元. */
export function workbook({
  rows,
  after = '',
  sharedStrings = [],
  date1904 = false,
  more = {},
}: WorkbookParts): Buffer {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zip({
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relations}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets><sheet name="隐藏" sheetId="1" state="hidden" r:id="rId2"/><sheet name="库存" sheetId="2" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    'xl/styles.xml': `<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm"/><numFmt numFmtId="165" formatCode="#,##0.00 &quot;yuan&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${sharedStrings.map(text => `<si>${text}</si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${rows}</sheetData>${after}</worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet ${main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>secret</t></is></c></row></sheetData></worksheet>`,
    ...more,
  })
}

/** A row of inline texts. */
export function textRow(row: number, texts: readonly string[]): string {
  const cells = texts.map(
    (text, index) =>
      `<c r="${String.fromCharCode(65 + index)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`,
  )
  return `<row r="${row}">${cells.join('')}</row>`
}

function entryHeader(name: string, crc: number, packed: number, size: number): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(0x800, 2) // names in UTF-8
  header.writeUInt16LE(8, 4)
  header.writeUInt32LE(crc, 10)
  header.writeUInt32LE(packed, 14)
  header.writeUInt32LE(size, 18)
  header.writeUInt16LE(Buffer.byteLength(name), 22)
  return header
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
