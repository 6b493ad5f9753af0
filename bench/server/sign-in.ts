import { demoPassword } from '../../src/platform/server/demo/demo-sign-ins.ts'

/** Signs in as one of the demo network.  @returns the Cookie header of the session */
export async function signIn(address: string, username: string): Promise<string> {
  const answer = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ username, password: demoPassword }),
  })
  if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

/** A person's requests, as JSON.  @throws when the answer is no success */
export function asPerson(address: string, cookie: string) {
  return async function send<Body>(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    version?: number,
  ): Promise<Body> {
    const answer = await fetch(address + path, {
      method,
      headers: {
        cookie,
        ...(method !== 'GET' && { 'idempotency-key': crypto.randomUUID() }),
        ...(body && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return JSON.parse(text) as Body
  }
}
