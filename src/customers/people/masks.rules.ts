import type { ContactKind } from './contact-points.contract.ts'

/** What may be shown of personal data without a logged reveal. */

/** @example maskPhone('+8613812345678') // '138****5678' */
export function maskPhone(phone: string): string {
  const shown = phone.startsWith('+86') ? chineseForm(phone.slice(3)) : phone
  return `${shown.slice(0, 3)}****${shown.slice(-4)}`
}

/** @example maskName('王小明', 'person') // '王**' */
export function maskName(name: string, kind: 'person' | 'company'): string {
  const characters = [...name]
  return `${characters.slice(0, kind === 'company' ? 2 : 1).join('')}**`
}

export function maskContact(kind: ContactKind, value: string): string {
  switch (kind) {
    case 'phone':
      return maskPhone(value)
    case 'email':
      return maskEmail(value)
    case 'wechat':
      return `${value.slice(0, 2)}****`
    case 'id-number':
    case 'licence-number':
      return maskDocument(value)
    case 'address':
      return `${[...value].slice(0, 6).join('')}****`
  }
}

/** @example maskEmail('ming@example.com') // 'm***@example.com' */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}***${email.slice(at)}`
}

/** The first three and the last two: enough to compare with the paper, not to copy it. */
function maskDocument(number: string): string {
  return `${number.slice(0, 3)}${'*'.repeat(Math.max(4, number.length - 5))}${number.slice(-2)}`
}

/** As it is dialled at home: a land line with its zero. */
function chineseForm(national: string): string {
  return /^(1[3-9]|[48]00)/.test(national) ? national : `0${national}`
}
