import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Problem, problem } from '../../../problem.ts'

const entriesMax = 5_000
const inflatedBytesMax = 1024 ** 3
/** Sheets shrink 5 to 60 times; deflate can do 1 032. */
const ratioMax = 200
const ratioMattersFrom = 10 * 1024 ** 2

/** The parts of a zip archive, inflated as streams that stop at a bomb: the sizes an archive declares are checked
 *  before, the bytes that come out are counted while they come. */
export class ZipParts {
  private inflated = 0

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws import.file-damaged, import.archive-bomb */
  static async open(path: string): Promise<ZipParts> {
    const zip = await openPromise(path, { autoClose: false }).catch(error => damaged('the archive', error))
    try {
      return new ZipParts(zip, await readEntries(zip))
    } catch (error) {
      zip.close()
      throw error instanceof Problem ? error : damaged('the archive', error)
    }
  }

  has(name: string): boolean {
    return this.entries.has(name)
  }

  async *stream(name: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name)
    if (!entry) throw problem('import.file-damaged', { part: name })
    const bytesMax = Math.max(ratioMattersFrom, entry.compressedSize * ratioMax)
    let bytes = 0
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        signal?.throwIfAborted()
        bytes += (chunk as Buffer).length
        this.inflated += (chunk as Buffer).length
        if (bytes > bytesMax || bytes > inflatedBytesMax) throw bomb(name)
        yield chunk as Buffer
      }
    } catch (error) {
      throw asProblem(name, error, signal)
    }
  }

  /** Bytes inflated so far, for tests of the guard. */
  get inflatedBytes(): number {
    return this.inflated
  }

  close(): void {
    this.zip.close()
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let declared = 0
  for await (const entry of zip.eachEntry()) {
    declared += entry.uncompressedSize
    const swells =
      entry.uncompressedSize > ratioMattersFrom && entry.uncompressedSize > entry.compressedSize * ratioMax
    if (swells || declared > inflatedBytesMax || entries.size >= entriesMax) throw bomb(entry.fileName)
    entries.set(entry.fileName, entry)
  }
  return entries
}

/** A stream longer than declared is a lie about the size; any other fault is damage. */
function asProblem(part: string, error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof Problem || signal?.aborted) return error
  if (error instanceof Error && /too many bytes/.test(error.message)) return bomb(part)
  return problem('import.file-damaged', { part }, { internal: String(error) })
}

function bomb(part: string): Problem {
  return problem('import.archive-bomb', { part, limit: `${ratioMax}:1` })
}

function damaged(part: string, error: unknown): never {
  throw problem('import.file-damaged', { part }, { internal: String(error) })
}
