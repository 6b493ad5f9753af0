/** Money is a whole number of minor units (fen, cents) and an ISO 4217 currency (rule 14).
 *  Everything here is exact: products are computed in BigInt and rounded once. */

const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** Number of decimals of a currency: 2 unless ISO 4217 says otherwise.
 *  @example currencyExponent('JPY') // 0 */
export function currencyExponent(currency: string): number {
  return exponents[currency] ?? 2
}

/** amount × numerator ÷ denominator, rounded half up (a negative amount rounds as its mirror image).
 *  @throws RangeError unless all are safe integers, the denominator is > 0, and the result is safe
 *  @example shareMinor(22600000, 1000, 11300) // 2000000 */
export function shareMinor(amountMinor: number, numerator: number, denominator: number): number {
  requireInteger('amountMinor', amountMinor)
  requireInteger('numerator', numerator)
  requireInteger('denominator', denominator)
  if (denominator <= 0) throw new RangeError(`denominator must be > 0, got ${denominator}`)
  const product = BigInt(amountMinor) * BigInt(numerator)
  const magnitude = product < 0n ? -product : product
  const rounded = Number((magnitude * 2n + BigInt(denominator)) / (2n * BigInt(denominator)))
  requireInteger('result', rounded)
  return product < 0n ? -rounded : rounded
}

/** Sum of minor units.
 *  @throws RangeError when a term or the sum is not a safe integer */
export function sumMinor(amountsMinor: readonly number[]): number {
  let total = 0
  for (const amount of amountsMinor) {
    requireInteger('amountMinor', amount)
    total += amount
  }
  requireInteger('sum', total)
  return total
}

/** Minor units of a plain decimal ('226000.00'), rounded half up beyond the currency's decimals;
 *  null when the text is not a plain decimal or is too large. Grouping and symbols are the reader's affair.
 *  @example parseMinor('19.995', 'CNY') // 2000 */
export function parseMinor(decimal: string, currency: string): number | null {
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/.exec(decimal.trim())
  if (!match) return null
  const [, sign, whole, fraction = ''] = match
  const exponent = currencyExponent(currency)
  const kept = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, '0'))
  const minor = Number(kept + (Number(fraction[exponent] ?? '0') >= 5 ? 1n : 0n))
  if (!Number.isSafeInteger(minor)) return null
  return sign && minor !== 0 ? -minor : minor
}

/** Plain decimal of minor units, without grouping or symbol: the inverse of `parseMinor`.
 *  @example plainAmount(22600000, 'CNY') // '226000.00' */
export function plainAmount(amountMinor: number, currency: string): string {
  requireInteger('amountMinor', amountMinor)
  const exponent = currencyExponent(currency)
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0')
  const sign = amountMinor < 0 ? '-' : ''
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

function requireInteger(name: string, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a safe integer, got ${value}`)
}
