import { describe, expect, it } from 'vitest'
import type { Role } from '../platform/permissions.ts'
import type { Browser } from '../testing/product-server.ts'
import { done } from './stores.ts'
import { listen, listening, until } from './streams.ts'
import { type World, withKey } from './world.ts'

/** What is taken away is gone at the very next request, and open streams end with it. */
export function revocation(at: () => World): void {
  const hired = async (role: Role, node: 'D1' | 'D2' = 'D1') => {
    const username = at().next().invoiceNumber.toLowerCase()
    const { server } = at()
    const id = await server.hire(username, role, server.network.ids[node])
    const browser = await server.signedIn(username)
    return { id, username, browser }
  }
  const keyOf = async (staffId: string, ...scopes: string[]) => {
    const body = { staffId, name: 'till', scopes }
    const made = done<{ id: string; secret: string }>(
      await at().administrator.send('POST', '/api/api-keys', body),
    )
    const authorization = `Bearer ${made.secret}`
    return { id: made.id, authorization, program: withKey(at().server.stranger(), made.secret) }
  }
  const streamOf = async (browser: Browser, authorization?: string) =>
    listen(await listening(at()), { cookies: browser.cookies, ...(authorization && { authorization }) })
  const statusOf = async (browser: Browser, url = '/api/sales') => (await browser.send('GET', url)).status
  const reRole = (id: string, role: Role, node: 'D1' | 'D2') => {
    const roles = [{ role, organisationId: at().server.network.ids[node] }]
    return at().administrator.send('PUT', `/api/staff/${id}/roles`, { roles }, { 'if-match': '"1"' })
  }

  describe('what is taken away', () => {
    it('a person deactivated: sessions, keys and streams end', async () => {
      const { id, username, browser } = await hired('consultant')
      const other = await at().server.signedIn(username)
      const { program, authorization } = await keyOf(id, 'sales:read')
      const streams = await Promise.all([streamOf(browser), streamOf(browser, authorization)])
      expect(await Promise.all([browser, other, program].map(each => statusOf(each)))).toEqual([
        200, 200, 200,
      ])
      const headers = { 'if-match': '"1"' }
      done(await at().administrator.send('POST', `/api/staff/${id}/deactivation`, undefined, headers))
      expect(await Promise.all([browser, other, program].map(each => statusOf(each)))).toEqual([
        401, 401, 401,
      ])
      expect(await until(() => streams.every(each => each.isEnded() && each.isClosed()))).toBe(true)
      await expect(streamOf(browser)).rejects.toThrow('401')
      await expect(at().server.signedIn(username)).rejects.toThrow('401')
    })

    it('a role: the next request has the new one, and so has the next stream', async () => {
      const { id, browser } = await hired('dealer-manager')
      const stream = await streamOf(browser)
      const theirs = at().lots.colleagues.sale?.id
      expect(await statusOf(browser, `/api/sales/${theirs}`)).toBe(200)
      expect(await statusOf(browser, '/api/customers/export')).toBe(200)
      done(await reRole(id, 'consultant', 'D1'))
      expect(await statusOf(browser, `/api/sales/${theirs}`)).toBe(404)
      expect(await statusOf(browser, '/api/customers/export')).toBe(403)
      expect(await until(() => stream.isClosed())).toBe(true)
      expect(stream.isEnded()).toBe(false) // still signed in: it may connect again, as who it is now
      const reopened = await streamOf(browser)
      const { D1 } = at().makers
      const sale = await D1.sale(D1.staff.colleague)
      const own = await browser.send('POST', '/api/customers', { kind: 'person', name: 'New own' })
      const { id: customerId } = own.body as { id: string }
      expect(await until(() => reopened.text().includes(customerId))).toBe(true)
      expect(reopened.text()).not.toContain(sale.id)
      reopened.close()
    })

    it('a store: nothing of the old one is left', async () => {
      const { id, browser } = await hired('sales-manager')
      const { authorization, program } = await keyOf(id, 'sales:read', 'customers:read')
      const streams = await Promise.all([streamOf(browser), streamOf(browser, authorization)])
      const here = at().lots.mine
      const there = at().lots.neighbours
      done(await reRole(id, 'sales-manager', 'D2'))
      for (const client of [browser, program])
        for (const [lot, status] of [
          [here, 404],
          [there, 200],
        ] as const) {
          expect(await statusOf(client, `/api/sales/${lot.sale?.id}`)).toBe(status)
          expect(await statusOf(client, `/api/customers/${lot.customer.id}`)).toBe(status)
        }
      expect(await until(() => streams.every(each => each.isClosed()))).toBe(true)
    })

    it('a repeated request after losing the right gets no stored answer', async () => {
      const { id, browser } = await hired('dealer-manager')
      const key = { 'idempotency-key': 'kept for later' }
      const body = { source: 'website', name: 'Kept' }
      done(await browser.send('POST', '/api/leads', body, key))
      done(await reRole(id, 'finance', 'D1'))
      const again = await browser.send('POST', '/api/leads', body, key)
      expect([again.status, again.headers['idempotency-replayed']]).toEqual([403, undefined])
    })

    it('one session: the other goes on', async () => {
      const { username, browser } = await hired('consultant')
      const lost = await at().server.signedIn(username)
      const [staying, ending] = await Promise.all([streamOf(browser), streamOf(lost)])
      const { items } = (await lost.send('GET', '/api/sessions')).body as {
        items: { id: string; current: boolean }[]
      }
      const current = items.find(each => each.current)?.id
      done(await browser.send('POST', `/api/sessions/${current}/revocation`))
      expect([await statusOf(lost), await statusOf(browser)]).toEqual([401, 200])
      expect(await until(() => ending.isEnded() && ending.isClosed())).toBe(true)
      expect(staying.isClosed()).toBe(false)
      staying.close()
    })

    it('a key: its person goes on', async () => {
      const { id, browser } = await hired('consultant')
      const { id: keyId, authorization, program } = await keyOf(id, 'sales:read')
      const [staying, ending] = await Promise.all([streamOf(browser), streamOf(browser, authorization)])
      expect(await statusOf(program)).toBe(200)
      done(await at().administrator.send('POST', `/api/api-keys/${keyId}/revocation`))
      expect([await statusOf(program), await statusOf(browser)]).toEqual([401, 200])
      expect(await until(() => ending.isEnded() && ending.isClosed())).toBe(true)
      expect(staying.isClosed()).toBe(false)
      staying.close()
    })

    it('a password reset by an administrator: every session ends', async () => {
      const { id, browser } = await hired('consultant')
      const stream = await streamOf(browser)
      done(await at().administrator.send('POST', `/api/staff/${id}/password-reset`, {}))
      expect(await statusOf(browser)).toBe(401)
      expect(await until(() => stream.isEnded() && stream.isClosed())).toBe(true)
    })
  })
}
