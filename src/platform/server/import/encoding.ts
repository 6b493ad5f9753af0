import { createReadStream } from 'node:fs'

/** The encodings that a table comes in; names as iconv-lite knows them. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'

export interface DetectedEncoding {
  readonly encoding: Encoding
  readonly bomLength: number
}

/** Tells a file's encoding from all its bytes: one Chinese name in the last row is enough to matter.
 *  Without a byte order mark: UTF-8 when its multi-byte sequences outnumber the broken ones, else GB18030 when
 *  the high bytes pair up as common characters, else Windows-1252. */
export async function detectEncoding(path: string, signal?: AbortSignal): Promise<DetectedEncoding> {
  const counts = new ByteCounts()
  let first = true
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
    const bytes = chunk as Buffer
    const marked = first ? markedEncoding(bytes) : null
    if (marked) return marked
    first = false
    counts.add(bytes)
  }
  return { encoding: counts.encoding(), bomLength: 0 }
}

/** The same of a file read as a whole. */
export function encodingOf(bytes: Buffer): Encoding {
  const counts = new ByteCounts()
  counts.add(bytes)
  return markedEncoding(bytes)?.encoding ?? counts.encoding()
}

function markedEncoding(bytes: Buffer): DetectedEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', bomLength: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bomLength: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bomLength: 2 }
  if (bytes.subarray(0, 4).equals(Buffer.from([0x84, 0x31, 0x95, 0x33])))
    return { encoding: 'gb18030', bomLength: 4 }
  return null
}

class ByteCounts {
  private position = 0
  private readonly zeros = [0, 0] // at even and odd positions
  private utf8Pending = 0 // continuation bytes still expected
  private utf8Good = 0
  private utf8Broken = 0
  private gbLead = 0
  private gbCommon = 0 // pairs of GB 2312 level 1, or its punctuation
  private gbOther = 0
  private gbBroken = 0

  add(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number
      if (byte === 0) this.zeros[(this.position + at) & 1]!++
      if (byte >= 0x80 || this.utf8Pending > 0) this.addUtf8(byte)
      if (byte >= 0x80 || this.gbLead > 0) this.addGb(byte)
    }
    this.position += bytes.length
  }

  encoding(): Encoding {
    const [even = 0, odd = 0] = this.zeros
    if (even + odd > this.position / 8) return odd >= even ? 'utf-16le' : 'utf-16be'
    if (this.utf8Good + this.utf8Broken === 0 || this.utf8Good > this.utf8Broken * 4) return 'utf-8'
    const pairs = this.gbCommon + this.gbOther
    return this.gbBroken * 50 <= pairs && this.gbCommon * 2 >= pairs ? 'gb18030' : 'windows-1252'
  }

  private addUtf8(byte: number): void {
    if (this.utf8Pending > 0) {
      if ((byte & 0xc0) === 0x80) {
        if (--this.utf8Pending === 0) this.utf8Good++
        return
      }
      this.utf8Broken++
      this.utf8Pending = 0
      if (byte < 0x80) return
    }
    if (byte >= 0xc2 && byte <= 0xdf) this.utf8Pending = 1
    else if (byte >= 0xe0 && byte <= 0xef) this.utf8Pending = 2
    else if (byte >= 0xf0 && byte <= 0xf4) this.utf8Pending = 3
    else this.utf8Broken++
  }

  private addGb(byte: number): void {
    const lead = this.gbLead
    if (lead === 0) {
      if (byte === 0x80 || byte === 0xff) this.gbBroken++
      else this.gbLead = byte
      return
    }
    this.gbLead = 0
    if (byte < 0x30 || byte === 0x7f || byte === 0xff) this.gbBroken++
    else if (byte >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)))
      this.gbCommon++
    else this.gbOther++
  }
}
