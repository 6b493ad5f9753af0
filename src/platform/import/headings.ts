/** Column headings: their normal form, how alike two are, and the unit that one names: 里程(万公里), Price (GBP). */

/** Without case, spaces, punctuation and brackets; full width as half width.
 *  @example normaliseHeading(' Fuel_Type ') // 'fueltype' */
export function normaliseHeading(heading: string): string {
  return lettersOf(heading.replace(/[（(【[][^）)】\]]*[）)】\]]/g, '')) || lettersOf(heading)
}

/** One text for the headings of a file, the same in whatever case they are written: what is remembered. */
export function headingSignature(headings: readonly string[]): string {
  return headings.map(lettersOf).join('\u001f')
}

export interface HeadingUnits {
  readonly scale: number // 万 → 10 000
  readonly unit: 'km' | 'mi' | null
  readonly currency: string | null
}

export function headingUnits(heading: string): HeadingUnits {
  const text = heading.normalize('NFKC').toLowerCase()
  const currency = /\b(cny|rmb|usd|gbp|eur|jpy|hkd)\b/.exec(text)?.[1] ?? null
  return {
    scale: /[([/]\s*万|万元|万公里/.test(text) ? 10_000 : 1,
    unit: unitOf(text),
    currency: currency === 'rmb' ? 'CNY' : (currency?.toUpperCase() ?? null),
  }
}

/** 0 (nothing in common) … 1 (the same heading). */
export function headingLikeness(heading: string, synonym: string): number {
  const [one, other] = [normaliseHeading(heading), normaliseHeading(synonym)]
  if (!one || !other) return 0
  if (one === other) return 1
  if (/\p{Script=Han}/u.test(other)) return containment(one, other)
  const shared = wordLikeness(wordsOf(heading), wordsOf(synonym))
  return Math.max(shared, oneLetterApart(one, other) ? 0.8 : 0)
}

const traditional =
  '車廠價號碼電話顏內飾庫編態狀單銷顧問來線級備註業員職務產進間時開戰敗訂約證聯係絡數歷裡變檔經負責類動稱戶絕關結擇繫輛'
const simplified =
  '车厂价号码电话颜内饰库编态状单销顾问来线级备注业员职务产进间时开战败订约证联系络数历里变档经负责类动称户绝关结择系辆'
const simpler = new Map([...traditional].map((sign, index) => [sign, [...simplified][index] as string]))

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, sign => simpler.get(sign) ?? sign)
    .replace(/[^\p{L}\p{N}#%]/gu, '')
}

function unitOf(text: string): 'km' | 'mi' | null {
  if (/\b(miles?|mi)\b|英里/.test(text)) return 'mi'
  return /\bkms?\b|公里|千米/.test(text) ? 'km' : null
}

/** 客户联系电话 holds 联系电话: the larger the share, the more alike. */
function containment(one: string, other: string): number {
  const [longer, shorter] = one.length > other.length ? [one, other] : [other, one]
  if (shorter.length < 2 || !longer.includes(shorter)) return 0
  return 0.55 + 0.4 * (shorter.length / longer.length)
}

function wordsOf(text: string): Set<string> {
  const spaced = text.normalize('NFKC').replace(/([a-z\d])([A-Z])/g, '$1 $2')
  return new Set(spaced.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}

function wordLikeness(one: Set<string>, other: Set<string>): number {
  const shared = [...one].filter(word => other.has(word)).length
  const all = new Set([...one, ...other]).size
  return shared === 0 ? 0 : 0.9 * (shared / all)
}

/** One letter added, left out or changed, in words long enough for that to be a slip. */
function oneLetterApart(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < 5 || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++
  return Math.max(one.length, other.length) - start - end <= 1
}
