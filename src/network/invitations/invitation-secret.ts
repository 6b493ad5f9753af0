import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, shown once. */
export function makeInvitationSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of it. So many random bits need no salt and no key: nobody can try them all. */
export function hashInvitationSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
