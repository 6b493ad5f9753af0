import { describe, expect, it } from 'vitest'
import { ask } from './asking.ts'
import { cleanText, expectAlike, expectShown, forEach, forEveryone } from './expecting.ts'
import { missingId } from './row.ts'
import { rowsOf } from './rows.ts'
import { nameOf, walkers } from './walkers.ts'
import type { World } from './world.ts'

/** What is about the caller alone. */
export function walkOwn(at: () => World): void {
  describe("one's own", () => {
    it.each(rowsOf('self'))('%s is open to whoever is signed in', async (route, row) => {
      await forEveryone(at(), async (walker, shared) => {
        const client = row.ends && !walker.scopes ? await at().server.signedIn(walker.username) : shared
        const answer = await ask(client, route, row.ask(at(), walker))
        const told = `${nameOf(walker)}: ${answer.status} ${answer.text}`
        const text = await cleanText(at(), answer, walker, told)
        if (walker.scopes && row.session) return expect(answer.status, told).toBe(403)
        if (row.code) expect((answer.body as { code?: string }).code, told).toBe(row.code)
        else expect(answer.status, told).toBe(row.status)
        expectShown(text, row.shows?.(walker) ?? [], told)
        if (row.ends) expect((await client.send('GET', '/api/me')).status, told).toBe(401)
      })
    })

    it.each(rowsOf('personal'))("%s: another's is as if it were missing", async (route, row) => {
      const others = ['d1.colleague', 'd2.consultant', 'groupmanager']
      const foreign = await Promise.all(
        others.map(async name => [name, await row.make(at(), await at().sessionOf(name), name)] as const),
      )
      await forEach(at(), walkers, async (walker, client) => {
        const ids = foreign.filter(([name]) => name !== walker.username).map(([, id]) => id)
        const refused = await Promise.all([...ids, missingId].map(id => ask(client, route, row.ask(id))))
        expectAlike(refused, walker.scopes ? 403 : 404, nameOf(walker))
        if (walker.scopes) return
        const own = await ask(client, route, row.ask(await row.make(at(), client, walker.username)))
        expect(own.status, `${nameOf(walker)} ${own.text}`).toBeLessThan(300)
      })
    })
  })
}
