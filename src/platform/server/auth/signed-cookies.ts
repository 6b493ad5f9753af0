import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookiePrefix } from './sign-in-library.ts'

const sessionCookie = `${cookiePrefix}.session_token`
const challengeCookie = `${cookiePrefix}.two_factor`

/** The session token of a Cookie header, if its signature is ours. */
export function sessionTokenOf(cookies: string | undefined, secret: string): string | null {
  return signedValueOf(cookies, sessionCookie, secret)
}

/** The sign-in that waits for its second factor, if its signature is ours. */
export function challengeOf(cookies: string | undefined, secret: string): string | null {
  return signedValueOf(cookies, challengeCookie, secret)
}

/** `value.base64(HMAC-SHA256(secret, value))` */
function signedValueOf(cookies: string | undefined, name: string, secret: string): string | null {
  const signed = cookies ? cookieNamed(cookies, name) : null
  if (!signed) return null
  const dot = signed.lastIndexOf('.')
  if (dot < 1) return null
  const value = signed.slice(0, dot)
  const expected = createHmac('sha256', secret).update(value).digest()
  const given = Buffer.from(signed.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null
}

function cookieNamed(cookies: string, name: string): string | null {
  for (const part of cookies.split(';')) {
    const equals = part.indexOf('=')
    if (equals > 0 && part.slice(0, equals).trim() === name) return decoded(part.slice(equals + 1).trim())
  }
  return null
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null // malformed escapes are no signature of ours
  }
}
