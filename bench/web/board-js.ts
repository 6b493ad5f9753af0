import { request } from 'node:http'
import { atMost, type BenchRow, rounded } from '../bench-row.ts'
import { card, grabCard, withManagersBrowser } from './board.ts'

/** All JavaScript that a browser with an empty cache fetches from the board's address until a card can be dragged,
 *  in the bytes that come over the wire with gzip. */
export async function row(): Promise<BenchRow[]> {
  const scripts = await withManagersBrowser(async ({ server, page }) => {
    const fetched = new Set<string>()
    page.on('request', sent => {
      if (new URL(sent.url()).pathname.endsWith('.js')) fetched.add(sent.url())
    })
    await page.goto(`${server.address}/board`)
    await page.locator(card).first().waitFor()
    const untilNow = [...fetched]
    await grabCard(page) // what was fetched is enough, or this fails
    return Promise.all(untilNow.map(async url => ({ url, bytes: await gzippedBytes(url) })))
  })
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0)
  const [largest] = scripts.toSorted((a, b) => b.bytes - a.bytes)
  const note = `${scripts.length} files, the largest ${rounded((largest?.bytes ?? 0) / 1000)} kB`
  return [atMost({ name: 'board-js', value: bytes / 1000, unit: 'kB gzip', limit: 300, note })]
}

/** As the server sends it: fetch would unpack it and not say. */
function gzippedBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { 'accept-encoding': 'gzip' } }, answer => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(bytes)
        else reject(new Error(`${url} answered ${answer.statusCode}`))
      })
    })
    sent.on('error', reject).end()
  })
}
