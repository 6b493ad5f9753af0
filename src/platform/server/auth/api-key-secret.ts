import { createHmac, randomBytes } from 'node:crypto'

const form = /^fck_[A-Za-z0-9_-]{43}$/

/** A new key: 256 random bits, shown once. */
export function makeApiKey(): string {
  return `fck_${randomBytes(32).toString('base64url')}`
}

/** What is kept of a key: useless without the installation's secret. */
export function hashApiKey(key: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`api-key\0${key}`).digest()
}

/** The key of an Authorization header, or null when it is not of our form. */
export function apiKeyOf(authorization: string | undefined): string | null {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  return given && form.test(given) ? given : null
}
