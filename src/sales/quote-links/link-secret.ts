import { createHash, randomBytes } from 'node:crypto'

const dealerBytes = 16
const secretBytes = 24

/** The store, so that its rows can be looked at before anybody is signed in, and 192 random bits. */
export function makeLinkSecret(dealerId: string): string {
  const dealer = Buffer.from(dealerId.replaceAll('-', ''), 'hex')
  return Buffer.concat([dealer, randomBytes(secretBytes)]).toString('base64url')
}

/** What is kept of it. So many random bits need no salt and no key. */
export function hashLinkSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** The store that a secret names; null for what is no secret. */
export function dealerOfSecret(secret: string): string | null {
  const bytes = Buffer.from(secret, 'base64url')
  if (bytes.length !== dealerBytes + secretBytes || bytes.toString('base64url') !== secret) return null
  const hex = bytes.subarray(0, dealerBytes).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
