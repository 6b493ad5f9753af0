import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** Keys of an installation; old ones stay to open what they sealed. */
export interface KeyRing {
  readonly currentId: number // 1–255
  readonly sealing: ReadonlyMap<number, Buffer> // 32 bytes each
  readonly indexing: Buffer // 32 bytes, for blind indexes; never rotated without re-indexing
}

/** Encryption of contact points and their blind indexes. */
export interface Seals {
  /** AES-256-GCM: [key id 1][nonce 12][tag 16][ciphertext]; bound to its dealer and column. */
  readonly seal: (plain: string, dealerId: string, column: string) => Buffer
  /** @throws Error when the value was moved to another dealer or column, or altered */
  readonly open: (sealed: Buffer, dealerId: string, column: string) => string
  /** The same for what is not text: a photo. */
  readonly sealBytes: (plain: Buffer, dealerId: string, column: string) => Buffer
  readonly openBytes: (sealed: Buffer, dealerId: string, column: string) => Buffer
  /** Keyed hash for exact search: equal values of one dealer and purpose meet. */
  readonly index: (value: string, dealerId: string, purpose: string) => Buffer
}

export function seals(ring: KeyRing): Seals {
  const sealBytes: Seals['sealBytes'] = (plain, dealerId, column) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', keyOf(ring, ring.currentId), nonce)
    cipher.setAAD(boundTo(ring.currentId, dealerId, column))
    const text = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([Buffer.from([ring.currentId]), nonce, cipher.getAuthTag(), text])
  }
  const openBytes: Seals['openBytes'] = (sealed, dealerId, column) => {
    const keyId = sealed[0] ?? 0
    const decipher = createDecipheriv('aes-256-gcm', keyOf(ring, keyId), sealed.subarray(1, 13))
    decipher.setAAD(boundTo(keyId, dealerId, column))
    decipher.setAuthTag(sealed.subarray(13, 29))
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
  }
  return {
    seal: (plain, dealerId, column) => sealBytes(Buffer.from(plain, 'utf8'), dealerId, column),
    open: (sealed, dealerId, column) => openBytes(sealed, dealerId, column).toString('utf8'),
    sealBytes,
    openBytes,
    index: (value, dealerId, purpose) =>
      createHmac('sha256', ring.indexing)
        .update(`${purpose}\0${dealerId}\0${value}`)
        .digest()
        .subarray(0, 16),
  }
}

function keyOf(ring: KeyRing, id: number): Buffer {
  const key = ring.sealing.get(id)
  if (!key) throw new Error(`no key ${id}: this database was sealed with another key file`)
  return key
}

function boundTo(keyId: number, dealerId: string, column: string): Buffer {
  return Buffer.from(`${keyId}\0${dealerId}\0${column}`)
}
