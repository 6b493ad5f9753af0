/** Numbers that no two records of a walk share, in forms that are valid and easily found in a text. */
export interface Serial {
  readonly name: string
  readonly phone: string
  readonly idNumber: string
  readonly vin: string
  readonly costMinor: number
  readonly giftCostMinor: number
  readonly invoiceNumber: string
  readonly slot: { readonly startsAt: string; readonly endsAt: string }
}

export function serials(now: Date): () => Serial {
  let count = 0
  return () => {
    count += 1
    return serialOf(count, now)
  }
}

function serialOf(n: number, now: Date): Serial {
  const digits = String(n).padStart(4, '0')
  const startsAt = new Date(now.getTime() + n * 3_600_000)
  return {
    name: `Quillon${letters(n)} Ashgrove`,
    phone: `139${digits}${String((n * 37 + 5000) % 10_000).padStart(4, '0')}`,
    idNumber: `WALK${digits}DOC${digits}`,
    vin: `WVWZZZ1KZAM0${digits}9`,
    costMinor: 17_000_011 + n * 1_010,
    giftCostMinor: 10_310_007 + n * 110,
    invoiceNumber: `WALK-${digits}`,
    slot: {
      startsAt: startsAt.toISOString(),
      endsAt: new Date(startsAt.getTime() + 1_800_000).toISOString(),
    },
  }
}

/** 1 → 'ab', so that no name is the beginning of another. */
function letters(n: number): string {
  return [...String(n).padStart(4, '0')].map(digit => 'bcdfghjklm'[Number(digit)]).join('')
}
