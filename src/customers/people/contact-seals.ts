import type { Seals } from '../../platform/server/crypto/seals.ts'
import type { ContactKind } from './contact-points.contract.ts'
import { phoneTail } from './phone.rules.ts'

const column = 'contact_points.sealed'
const leadColumn = 'leads.phone_sealed'

export interface SealedContact {
  readonly sealed: Buffer
  readonly fullIndex: Buffer
  readonly tailIndex: Buffer | null
}

/** A contact point as it is stored: sealed for its store, found by keyed hashes of its value and tail.
 *  @param value normalised */
export function sealContact(seals: Seals, dealerId: string, kind: ContactKind, value: string): SealedContact {
  return {
    sealed: seals.seal(value, dealerId, column),
    fullIndex: indexContact(seals, dealerId, kind, value),
    tailIndex: kind === 'phone' ? indexTail(seals, dealerId, phoneTail(value)) : null,
  }
}

export function openContact(seals: Seals, dealerId: string, sealed: Buffer): string {
  return seals.open(sealed, dealerId, column)
}

/** A lead's phone has the same indexes as a customer's, so that the two meet. */
export function sealLeadPhone(seals: Seals, dealerId: string, phone: string): SealedContact {
  return {
    sealed: seals.seal(phone, dealerId, leadColumn),
    fullIndex: indexContact(seals, dealerId, 'phone', phone),
    tailIndex: indexTail(seals, dealerId, phoneTail(phone)),
  }
}

export function openLeadPhone(seals: Seals, dealerId: string, sealed: Buffer): string {
  return seals.open(sealed, dealerId, leadColumn)
}

/** A driving licence carries its holder's identity number: the two meet in one index. */
export function indexContact(seals: Seals, dealerId: string, kind: ContactKind, value: string): Buffer {
  const spelled = kind === 'wechat' || kind === 'address' ? value.toLowerCase() : value
  return seals.index(spelled, dealerId, kind === 'licence-number' ? 'id-number' : kind)
}

export function indexTail(seals: Seals, dealerId: string, tail: string): Buffer {
  return seals.index(tail, dealerId, 'phone-tail')
}
