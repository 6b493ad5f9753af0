import { problem } from '../../../problem.ts'
import { readSmallXml } from './xml.ts'
import type { ZipParts } from './zip-parts.ts'

const charsMax = 64 * 1024 * 1024

/** The texts that cells point to. Rich text is joined; the reading aids above Chinese and Japanese are left out. */
export async function readSharedStrings(parts: ZipParts): Promise<readonly string[]> {
  const part = 'xl/sharedStrings.xml'
  if (!parts.has(part)) return []
  const texts: string[] = []
  let text = ''
  let chars = 0
  let inText = false
  let inPhonetic = false
  await readSmallXml(part, parts.stream(part), {
    open(name) {
      if (name === 'si') text = ''
      if (name === 't') inText = true
      if (name === 'rPh') inPhonetic = true
    },
    text(piece) {
      if (inText && !inPhonetic) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') inPhonetic = false
      if (name !== 'si') return
      chars += text.length
      if (chars > charsMax) throw problem('import.archive-bomb', { part, limit: `${charsMax} characters` })
      texts.push(unescapeControls(text))
    },
  })
  return texts
}

/** Workbooks write control characters as _x000D_. */
export function unescapeControls(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
