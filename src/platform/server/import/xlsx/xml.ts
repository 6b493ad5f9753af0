import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Problem, problem } from '../../../problem.ts'

export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Runs a part's XML through a handler, chunk by chunk; names come without their namespace prefix. Entities are
 *  never expanded: a document type is refused. Yields after each chunk, so that the caller may take what is ready.
 *  @throws import.file-damaged */
export async function* readXml(
  part: string,
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const parser = newParser(part, handler)
  const decoder = new TextDecoder()
  try {
    for await (const chunk of chunks) {
      parser.write(decoder.decode(chunk, { stream: true }))
      yield
    }
    parser.write(decoder.decode()).close()
    yield
  } catch (error) {
    if (error instanceof Problem || (error instanceof Error && error.name === 'AbortError')) throw error
    throw problem('import.file-damaged', { part }, { internal: String(error) })
  }
}

/** The whole of a small part at once. */
export async function readSmallXml(
  part: string,
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler,
): Promise<void> {
  for await (const _ of readXml(part, chunks, handler));
}

function newParser(part: string, handler: XmlHandler): SaxesParser<{ xmlns: false; position: false }> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', error => {
    throw problem('import.file-damaged', { part }, { internal: error.message })
  })
  parser.on('doctype', () => {
    throw problem('import.file-damaged', { part }, { internal: 'a document type' })
  })
  parser.on('opentag', (tag: SaxesTagPlain) => handler.open?.(localName(tag.name), tag.attributes))
  parser.on('closetag', (tag: SaxesTagPlain) => handler.close?.(localName(tag.name)))
  if (handler.text) {
    const take = (text: string) => handler.text?.(text)
    parser.on('text', take)
    parser.on('cdata', take)
  }
  return parser
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
