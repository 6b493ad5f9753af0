import { describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../testing/product-server.ts'
import { type World, withKey } from './world.ts'

/** A key names an intent of one person: whoever else sends it says something new. */
export function replays(at: () => World): void {
  const browser = (name: string): Browser => {
    const found = at().clients.get(name)
    if (!found) throw new Error(`${name} is not signed in`)
    return found
  }
  const key = { 'idempotency-key': 'one and the same key' }
  const isReplay = ({ headers }: Answer) => headers['idempotency-replayed'] !== undefined

  describe("another's idempotency key", () => {
    it('begins an intent of its own: nothing of theirs is answered', async () => {
      const body = { kind: 'person', name: 'Asked for twice' }
      const others = ['d1.salesmanager', 'd1.dealermanager']
      const first = await browser('d1.consultant').send('POST', '/api/customers', body, key)
      const again = await browser('d1.consultant').send('POST', '/api/customers', body, key)
      expect([again.text, isReplay(again)]).toEqual([first.text, true])
      for (const name of others) {
        const answer = await browser(name).send('POST', '/api/customers', body, key)
        expect(answer.status, name).toBe(201)
        expect(isReplay(answer), name).toBe(false)
        expect((answer.body as { id: string }).id, name).not.toBe((first.body as { id: string }).id)
      }
    })

    it('opens no record to who does not reach it', async () => {
      const { D1 } = at().makers
      const sale = await D1.sale(D1.staff.consultant)
      const contact = { contactPointId: sale.customer.phonePointId, reason: 'call' }
      const requests = [
        [`/api/sales/${sale.id}/showings`, {}, { ...key, 'if-match': `"${sale.version}"` }],
        [`/api/customers/${sale.customer.id}/reveals`, contact, key],
      ] as const
      for (const [url, body, headers] of requests) {
        const own = await browser('d1.consultant').send('POST', url, body, headers)
        expect(own.status, own.text).toBeLessThan(300)
        for (const name of await strangers(at())) {
          const answer = await name.send('POST', url, body, headers)
          expect(answer.status, answer.text).toBe(404)
          expect(isReplay(answer)).toBe(false)
        }
      }
    })

    it('is not answered to a program of the same person beyond its scopes', async () => {
      const { administrator, server, makers } = at()
      const staffId = makers.D1.staff.consultant
      const made = await administrator.send('POST', '/api/api-keys', {
        staffId,
        name: 'narrow',
        scopes: ['sales:read'],
      })
      const program = withKey(server.stranger(), (made.body as { secret: string }).secret)
      const body = { kind: 'person', name: 'Asked for twice' }
      const answer = await program.send('POST', '/api/customers', body, key)
      expect([answer.status, isReplay(answer)]).toEqual([403, false])
    })
  })
}

function strangers({ sessionOf }: World): Promise<Browser[]> {
  return Promise.all(['d1.colleague', 'd2.salesmanager', 'd3.dealermanager'].map(sessionOf))
}
