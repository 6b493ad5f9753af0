import { createHmac } from 'node:crypto'
import type { Keys } from '../keys.ts'
import type { KeyPrints } from './format.ts'

export function printKeys(keys: Keys): KeyPrints {
  return {
    sealing: Object.fromEntries([...keys.sealing].map(([id, key]) => [String(id), print(key)])),
    indexing: print(keys.indexing),
    signing: print(keys.signing),
  }
}

/** The keys of a backup that these are not, in words; none when everything in it can be read with them. */
export function differingKeys(needed: KeyPrints, keys: Keys): string[] {
  const here = printKeys(keys)
  const sealing = Object.entries(needed.sealing).filter(([id, seen]) => here.sealing[id] !== seen)
  return [
    ...sealing.map(([id]) => `sealing key ${id}`),
    ...(needed.indexing === here.indexing ? [] : ['the indexing key']),
    ...(needed.signing === here.signing ? [] : ['the signing key']),
  ]
}

/** What seals a backup file: whoever has not the keys cannot change one unnoticed. */
export function fileKey({ indexing }: Keys): Buffer {
  return createHmac('sha256', indexing).update('forecourt backup file').digest()
}

function print(secret: Buffer): string {
  return createHmac('sha256', secret).update('forecourt key print').digest('hex').slice(0, 16)
}
