import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { LockedKeys } from './format.ts'

const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 }

export function lockKeys(text: string, passphrase: string): LockedKeys {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce)
  const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return {
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    text: locked.toString('base64'),
  }
}

/** @throws Refusal when it is not the passphrase that locked them */
export function unlockKeys(locked: LockedKeys, passphrase: string): string {
  const bytes = (part: keyof LockedKeys) => Buffer.from(locked[part], 'base64')
  const key = keyOf(passphrase, bytes('salt'))
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes('nonce'), { authTagLength: 16 })
    decipher.setAuthTag(bytes('tag'))
    return decipher.update(bytes('text')).toString('utf8') + decipher.final('utf8')
  } catch {
    throw new Refusal(
      'This passphrase does not open the keys in the backup: give the one that they were locked with.',
    )
  }
}

function keyOf(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, cost)
}
