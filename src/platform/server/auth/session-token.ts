import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookiePrefix } from './sign-in-library.ts'

const cookieName = `${cookiePrefix}.session_token`

/** The session token of a Cookie header, if its signature is ours: `token.base64(HMAC-SHA256(secret, token))`. */
export function sessionTokenOf(cookies: string | undefined, secret: string): string | null {
  const signed = cookies ? cookieNamed(cookies, cookieName) : null
  if (!signed) return null
  const dot = signed.lastIndexOf('.')
  if (dot < 1) return null
  const token = signed.slice(0, dot)
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signed.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
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
