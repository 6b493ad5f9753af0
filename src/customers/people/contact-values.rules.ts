import type { ContactKind } from './contact-points.contract.ts'
import { normaliseIdNumber } from './identity.rules.ts'
import { normalisePhone } from './phone.rules.ts'

/** The one form in which a contact point is kept and searched; null when it cannot be one of its kind.
 *  @param callingCode of the store's country, for a phone typed without one */
export function normaliseContact(kind: ContactKind, typed: string, callingCode: string): string | null {
  const text = typed.normalize('NFKC').trim()
  switch (kind) {
    case 'phone':
      return normalisePhone(text, callingCode)
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text) ? text.toLowerCase() : null
    case 'wechat':
      return /^[^\s]{2,60}$/.test(text) ? text : null
    case 'id-number':
    case 'licence-number':
      return normaliseIdNumber(text)
    case 'address':
      return text.length >= 2 ? text : null
  }
}
