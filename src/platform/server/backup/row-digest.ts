import { hash } from 'node:crypto'

const newline = 10

/** Counts and hashes the rows of COPY text, whatever their order: two tables with the same rows have one digest.
 *  Line breaks in values are escaped there, so a row ends where a line does. */
export class RowDigest {
  rows = 0
  private readonly sums = new BigUint64Array(4)
  private rest: Buffer = Buffer.alloc(0)

  update(chunk: Buffer): void {
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      const piece = chunk.subarray(from, end)
      this.add(this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece)
      this.rest = Buffer.alloc(0)
      from = end + 1
    }
    if (from < chunk.length) this.rest = Buffer.concat([this.rest, chunk.subarray(from)])
  }

  /** A row that was cut off counts, as a row of its own. */
  digest(): string {
    if (this.rest.length > 0) this.add(this.rest)
    this.rest = Buffer.alloc(0)
    return Buffer.from(this.sums.buffer).toString('hex')
  }

  private add(row: Buffer): void {
    const hashed = hash('sha256', row, 'buffer')
    this.rows += 1
    for (const index of this.sums.keys())
      this.sums[index] = (this.sums[index] ?? 0n) + hashed.readBigUInt64LE(index * 8)
  }
}
