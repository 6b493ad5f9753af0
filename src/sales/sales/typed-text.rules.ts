/** What a person typed to find a sale, read as what it can be. */
export type TypedText =
  | { readonly kind: 'name'; readonly text: string }
  /** digits, or letters with digits: a phone or its tail, a sale's number, a VIN or its tail */
  | {
      readonly kind: 'code'
      readonly text: string
      readonly numbers: readonly string[]
      readonly vinTail: string | null
    }

const yearsBack = 12

/** @param today its year bounds the years of short sale numbers
 *  @example typedText('王小明', '2026-03-01') // { kind: 'name', text: '王小明' }
 *  @example typedText('123', '2026-03-01').numbers // ['S26-000123', 'S25-000123', …] */
export function typedText(typed: string, today: string): TypedText {
  const text = typed.normalize('NFKC').trim()
  if (!/^[A-Za-z0-9+() .-]*\d[A-Za-z0-9+() .-]*$/.test(text)) return { kind: 'name', text }
  return { kind: 'code', text, numbers: numbersOf(text.toUpperCase(), today), vinTail: vinTailOf(text) }
}

/** A whole number, or the count alone in any of the last years. */
function numbersOf(text: string, today: string): string[] {
  const whole = /^([A-Z]\d{2})-?(\d{1,6})$/.exec(text)
  if (whole) return [`${whole[1]}-${whole[2]!.padStart(6, '0')}`]
  if (!/^\d{1,6}$/.test(text)) return [text]
  const year = Number(today.slice(2, 4))
  return Array.from({ length: yearsBack }, (_, back) => {
    const then = String((year + 100 - back) % 100).padStart(2, '0')
    return `S${then}-${text.padStart(6, '0')}`
  })
}

/** At least four characters of what a VIN is made of. */
function vinTailOf(text: string): string | null {
  const tail = text.toUpperCase()
  return /^[A-HJ-NPR-Z0-9]{4,17}$/.test(tail) ? tail : null
}
