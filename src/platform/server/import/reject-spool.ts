import { type FileHandle, open } from 'node:fs/promises'
import type { Finding } from '../../import/import.contract.ts'

export interface Reject {
  readonly row: number
  readonly cells: readonly string[]
  readonly reasons: readonly Finding[]
}

/** Refused rows on disk, one JSON line each, in no language yet. `length` is a mark to rewind to when the
 *  transaction that refused them is tried again or the run goes on after a crash. */
export class RejectSpool {
  private constructor(
    private readonly file: FileHandle,
    readonly path: string,
    public length: number,
  ) {}

  /** @param length what a checkpoint says was written; later lines belong to a batch that was not committed */
  static async open(path: string, length = 0): Promise<RejectSpool> {
    const file = await open(path, length === 0 ? 'w+' : 'r+')
    await file.truncate(length)
    return new RejectSpool(file, path, length)
  }

  async rewind(length: number): Promise<void> {
    if (length === this.length) return
    await this.file.truncate(length)
    this.length = length
  }

  async add(rejects: readonly Reject[]): Promise<void> {
    if (rejects.length === 0) return
    const bytes = Buffer.from(rejects.map(reject => `${JSON.stringify(reject)}\n`).join(''))
    await this.file.write(bytes, 0, bytes.length, this.length)
    this.length += bytes.length
  }

  /** What was written from a mark on, to be kept elsewhere too. */
  async bytesFrom(start: number): Promise<Buffer> {
    const bytes = Buffer.alloc(Math.max(0, this.length - start))
    if (bytes.length > 0) await this.file.read(bytes, 0, bytes.length, start)
    return bytes
  }

  async *rejects(): AsyncGenerator<Reject> {
    if (this.length === 0) return
    const stream = this.file.createReadStream({ start: 0, end: this.length - 1, autoClose: false })
    let carry = Buffer.alloc(0)
    for await (const chunk of stream) {
      const bytes = Buffer.concat([carry, chunk as Buffer])
      let from = 0
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
        yield JSON.parse(bytes.subarray(from, end).toString())
        from = end + 1
      }
      carry = bytes.subarray(from)
    }
  }

  async close(): Promise<void> {
    await this.file.close()
  }
}
