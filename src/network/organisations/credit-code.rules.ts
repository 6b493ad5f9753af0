/** The number by which the state knows a company. */

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** 统一社会信用代码 in its written form, or null when it is none (GB 32100-2015: 18 characters, the last
 *  checks the others modulo 31).
 *  @example normaliseCreditCode('91350100m000100y43') // '91350100M000100Y43' */
export function normaliseCreditCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]+/g, '')
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return null
  let sum = 0
  for (const [position, weight] of creditWeights.entries())
    sum += weight * creditAlphabet.indexOf(code[position] ?? '')
  return creditAlphabet[(31 - (sum % 31)) % 31] === code[17] ? code : null
}
