import { createHmac } from 'node:crypto'
import { TOTP, URI } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeAccount, deleteExpired } from '../../platform/server/auth/accounts.sql.ts'
import {
  addOrganisation,
  addPerson,
  type Browser,
  type NetworkServer,
  openBrowser,
  signedIn,
  startNetworkServer,
  type TestNode,
  testPassword,
  testSecret,
} from '../testing/network-server.ts'

let server: NetworkServer
let dealer: TestNode

beforeAll(async () => {
  server = await startNetworkServer()
  const maker = await addOrganisation(server, 'manufacturer', 'HQ', null)
  dealer = await addOrganisation(server, 'dealer', 'D01', maker)
  await addPerson(server, { username: 'wang.li', organisationId: dealer.id, roles: ['consultant'] })
})
afterAll(() => server.close())

function signIn(browser: Browser, username: string, password = testPassword) {
  return browser.send('POST', '/api/sign-in', { username, password })
}

function hire(username: string, more: { passwordChangeDue?: boolean } = {}) {
  return addPerson(server, { username, organisationId: dealer.id, roles: ['consultant'], ...more })
}

describe('signing in', () => {
  test('opens a session that knows who it is and what it may do', async () => {
    const browser = await signedIn(server, 'wang.li')
    const me = await browser.send('GET', '/api/me')
    expect(me.status).toBe(200)
    expect(me.body).toMatchObject({
      staff: { username: 'wang.li', locale: 'zh' },
      organisation: { id: dealer.id, code: 'D01', kind: 'dealer' },
      roles: [{ role: 'consultant', organisationId: dealer.id }],
      permissions: { sales: { read: 'own' } },
      dealers: [{ id: dealer.id, timeZone: 'Asia/Shanghai', currency: 'CNY' }],
      demo: false,
      twoFactor: false,
      passwordChangeDue: false,
    })
  })

  test('an unknown user, a wrong password and a leaver get the same bytes', async () => {
    const id = await hire('has.left')
    await server.owner
      .updateTable('staff')
      .set({ deactivated_at: new Date().toISOString() })
      .where('id', '=', id)
      .execute()
    await closeAccount(server.owner, id, new Date())
    const browser = openBrowser(server)
    const unknown = await signIn(browser, 'nobody')
    const wrong = await signIn(browser, 'wang.li', 'not my password')
    const leaver = await signIn(browser, 'has.left')
    const strange = await signIn(browser, '../ ; 王')
    for (const answer of [wrong, leaver, strange]) {
      expect(answer.status).toBe(401)
      expect(answer.text).toBe(unknown.text)
      expect(comparable(answer.headers)).toEqual(comparable(unknown.headers))
    }
    expect(browser.cookies.size).toBe(0)
  })

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const answer = await signIn(openBrowser(server), 'wang.li')
    expect(String(answer.headers['set-cookie'])).toMatch(/forecourt\.session_token=.+HttpOnly.*SameSite=Lax/)
    const credentials = { username: 'wang.li', password: testPassword }
    const proxied = { 'x-forwarded-proto': 'https' }
    const secured = await openBrowser(server).send('POST', '/api/sign-in', credentials, proxied)
    expect(String(secured.headers['set-cookie'])).toMatch(/; Secure$/)
  })

  test('leaves an audit line', async () => {
    const id = await hire('audited')
    await signedIn(server, 'audited')
    const lines = await server.owner
      .selectFrom('audit')
      .select(['verb', 'noun', 'dealer_id'])
      .where('staff_id', '=', id)
      .execute()
    expect(lines).toEqual([{ verb: 'signed-in', noun: 'sessions', dealer_id: dealer.id }])
  })
})

describe('a session', () => {
  test('without our signature is nobody', async () => {
    const browser = await signedIn(server, 'wang.li')
    const [[name, value]] = [...browser.cookies] as [[string, string]]
    const token = decodeURIComponent(value).split('.')[0]!
    const forged = createHmac('sha256', 'another secret').update(token).digest('base64')
    for (const cookie of [
      `${token}.${forged}`,
      token,
      `${token}.`,
      '.',
      '%E0%A4%A',
      `x${decodeURIComponent(value)}`,
    ]) {
      const answer = await openBrowser(server).send('GET', '/api/me', undefined, {
        cookie: `${name}=${encodeURIComponent(cookie)}`,
      })
      expect(answer.status).toBe(401)
    }
    const good = createHmac('sha256', testSecret).update(token).digest('base64')
    const answer = await openBrowser(server).send('GET', '/api/me', undefined, {
      cookie: `other=1; ${name}=${encodeURIComponent(`${token}.${good}`)}`,
    })
    expect(answer.status).toBe(200)
  })

  test('that was signed out, is nobody from the next request on', async () => {
    const browser = await signedIn(server, 'wang.li')
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    expect((await browser.send('POST', '/api/sign-out')).status).toBe(200)
    expect(browser.cookies.size).toBe(0)
    const answer = await openBrowser(server).send('GET', '/api/me', undefined, { cookie })
    expect(answer.status).toBe(401)
  })

  test('that was revoked, is nobody from the next request on, and the others go on', async () => {
    await hire('two.places')
    const desk = await signedIn(server, 'two.places')
    const phone = await signedIn(server, 'two.places')
    const list = (await desk.send('GET', '/api/sessions')).body as {
      items: { id: string; current: boolean }[]
    }
    expect(list.items.map(each => each.current).sort()).toEqual([false, true])
    const other = list.items.find(each => !each.current)!
    expect((await desk.send('POST', `/api/sessions/${other.id}/revocation`)).status).toBe(200)
    expect((await phone.send('GET', '/api/me')).status).toBe(401)
    expect((await desk.send('GET', '/api/me')).status).toBe(200)
  })

  test('of somebody else can be neither seen nor revoked: it is answered as a missing one', async () => {
    await hire('neighbour')
    const neighbour = await signedIn(server, 'neighbour')
    const theirs = (await neighbour.send('GET', '/api/sessions')).body as { items: { id: string }[] }
    const browser = await signedIn(server, 'wang.li')
    const foreign = await browser.send('POST', `/api/sessions/${theirs.items[0]!.id}/revocation`)
    const missing = await browser.send('POST', `/api/sessions/${server.services.ports.newId()}/revocation`)
    expect(foreign.status).toBe(404)
    expect(without(foreign.body, 'instance')).toEqual(without(missing.body, 'instance'))
    expect((await neighbour.send('GET', '/api/me')).status).toBe(200)
  })
})

describe('a password change', () => {
  test('ends the other sessions, keeps this one, and the old password is worth nothing', async () => {
    await hire('changes')
    const here = await signedIn(server, 'changes')
    const elsewhere = await signedIn(server, 'changes')
    const answer = await here.send('POST', '/api/password', {
      currentPassword: testPassword,
      newPassword: 'another four words here',
    })
    expect(answer.status).toBe(200)
    expect((await here.send('GET', '/api/me')).status).toBe(200)
    expect((await elsewhere.send('GET', '/api/me')).status).toBe(401)
    expect((await signIn(openBrowser(server), 'changes')).status).toBe(401)
    expect((await signIn(openBrowser(server), 'changes', 'another four words here')).status).toBe(200)
  })

  test('needs the current password and a new one that is not guessed first', async () => {
    const browser = await signedIn(server, 'wang.li')
    const change = (currentPassword: string, newPassword: string) =>
      browser.send('POST', '/api/password', { currentPassword, newPassword })
    expect(await change('wrong', 'another four words here')).toMatchObject({
      status: 403,
      body: { code: 'auth.wrong-password' },
    })
    expect(await change(testPassword, 'password1234')).toMatchObject({
      status: 422,
      body: { code: 'auth.weak-password', fault: 'too-common' },
    })
    expect(await change(testPassword, testPassword)).toMatchObject({ body: { code: 'auth.same-password' } })
    expect((await signIn(openBrowser(server), 'wang.li')).status).toBe(200)
  })

  test('is all that a one-time password is good for', async () => {
    await hire('newcomer', { passwordChangeDue: true })
    const browser = await signedIn(server, 'newcomer')
    expect((await browser.send('GET', '/api/me')).body).toMatchObject({
      passwordChangeDue: true,
      roles: [],
      permissions: {},
    })
    expect((await browser.send('GET', '/api/staff')).status).toBe(403)
    await browser.send('POST', '/api/password', {
      currentPassword: testPassword,
      newPassword: 'another four words here',
    })
    expect((await browser.send('GET', '/api/staff')).status).toBe(200)
    expect((await browser.send('GET', '/api/me')).body).toMatchObject({ passwordChangeDue: false })
  })
})

describe('a second factor', () => {
  test('stands between the password and the session; a backup code works once', async () => {
    await hire('careful')
    const browser = await signedIn(server, 'careful')
    const begun = await browser.send('POST', '/api/second-factor', { password: testPassword })
    const { uri, backupCodes } = begun.body as { uri: string; backupCodes: string[] }
    const totp = URI.parse(uri) as TOTP
    expect(totp).toBeInstanceOf(TOTP)
    expect([totp.issuer, totp.label]).toEqual(['Forecourt', 'careful'])
    const confirm = (code: string) => browser.send('POST', '/api/second-factor/confirmation', { code })
    expect(await confirm(otherThan(totp.generate()))).toMatchObject({ body: { code: 'auth.wrong-code' } })
    expect((await confirm(totp.generate())).status).toBe(200)
    expect((await browser.send('GET', '/api/me')).body).toMatchObject({ twoFactor: true })

    const next = openBrowser(server)
    expect((await signIn(next, 'careful')).body).toEqual({ state: 'second-factor' })
    expect((await next.send('GET', '/api/me')).status).toBe(401)
    const wrong = await next.send('POST', '/api/sign-in/second-factor', { code: otherThan(totp.generate()) })
    expect(wrong).toMatchObject({ status: 401, body: { code: 'auth.wrong-code' } })
    const right = await next.send('POST', '/api/sign-in/second-factor', { code: totp.generate() })
    expect(right.body).toEqual({ state: 'signed-in' })
    expect((await next.send('GET', '/api/me')).status).toBe(200)

    const seen = openBrowser(server)
    await signIn(seen, 'careful')
    const replayed = await seen.send('POST', '/api/sign-in/second-factor', { code: totp.generate() })
    expect(replayed, 'a code opens one session').toMatchObject({ body: { code: 'auth.wrong-code' } })

    const withBackup = async () => {
      const fresh = openBrowser(server)
      await signIn(fresh, 'careful')
      return (await fresh.send('POST', '/api/sign-in/second-factor', { code: backupCodes[0] })).status
    }
    expect([await withBackup(), await withBackup()]).toEqual([200, 401])

    expect((await next.send('POST', '/api/second-factor/removal', { password: 'wrong' })).status).toBe(403)
    expect((await next.send('POST', '/api/second-factor/removal', { password: testPassword })).status).toBe(
      200,
    )
    expect((await signIn(openBrowser(server), 'careful')).body).toEqual({ state: 'signed-in' })
  })

  test('cannot be finished by whoever never gave the password', async () => {
    const answer = await openBrowser(server).send('POST', '/api/sign-in/second-factor', { code: '123456' })
    expect(answer).toMatchObject({ status: 401, body: { code: 'auth.wrong-code' } })
  })
})

test('a session ends by itself, and is forgotten', async () => {
  await hire('long.ago')
  const browser = await signedIn(server, 'long.ago')
  const eightDays = 8 * 24 * 3_600_000
  server.forward(eightDays)
  expect((await browser.send('GET', '/api/me')).status).toBe(401)
  server.forward(-eightDays)
  expect((await browser.send('GET', '/api/me')).status).toBe(200)
  await deleteExpired(server.owner, new Date(Date.now() + eightDays))
  expect((await browser.send('GET', '/api/me')).status).toBe(401)
})

function otherThan(code: string): string {
  return code === '000000' ? '111111' : '000000'
}

function comparable({ date, 'x-request-id': _, ...headers }: Record<string, unknown>) {
  return { ...headers, date: typeof date }
}

function without(body: unknown, key: string): Record<string, unknown> {
  const { [key]: _, ...rest } = body as Record<string, unknown>
  return rest
}
