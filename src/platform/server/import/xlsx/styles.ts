import { readSmallXml } from './xml.ts'
import type { ZipParts } from './zip-parts.ts'

/** For each cell style of a workbook, whether a number in it is a day. */
export async function readDateStyles(parts: ZipParts): Promise<readonly boolean[]> {
  const part = 'xl/styles.xml'
  if (!parts.has(part)) return []
  const formats = new Map<string, string>()
  const styles: boolean[] = []
  let inCellFormats = false
  await readSmallXml(part, parts.stream(part), {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(attributes.numFmtId ?? '', attributes.formatCode ?? '')
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'xf' && inCellFormats) styles.push(isDateFormat(attributes.numFmtId ?? '0', formats))
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return styles
}

/** The numbers of the built-in date formats, the East Asian ones included. */
const builtIn = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

function isDateFormat(id: string, formats: ReadonlyMap<string, string>): boolean {
  const code = formats.get(id)
  return code === undefined ? builtIn(Number(id)) : isDateCode(code)
}

/** A custom format shows a date when it names years, months or days outside quotes, brackets and escapes.
 *  @example isDateCode('yyyy"年"m"月"d"日"') // true;  isDateCode('#,##0.00 "days"') // false */
export function isDateCode(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
  return /[yd]/i.test(bare) || /mmm|m.*h|h.*m/i.test(bare)
}
