import type { Random } from './random.ts'

const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 统一社会信用代码 (GB 32100-2015) with its check character. The organisation part begins with MADEM0, which
 *  the register has given to nobody.
 *  @param serial below 961 */
export function creditCode(random: Random, serial: number, area = '330100'): string {
  const letters = creditCodeAlphabet
  const organisation = `MADEM0${letters[Math.floor(serial / 31) % 31]}${letters[serial % 31]}`
  const body = `91${area}${organisation}${letters[Math.floor(random() * 31)]}`
  let sum = 0
  for (let position = 0; position < 17; position++)
    sum += letters.indexOf(body[position]!) * (3 ** position % 31)
  return body + letters[(31 - (sum % 31)) % 31]
}
