import { expect, test } from 'vitest'
import { customersEn, customersZh } from './customers.words.ts'
import { LeadLossReason, LeadState } from './leads/leads.contract.ts'
import { ContactKind, RevealReason } from './people/contact-points.contract.ts'
import { CustomerDetail, CustomerKind } from './people/customers.contract.ts'
import { DuplicateKey } from './people/duplicates.contract.ts'

const shown = {
  kind: CustomerKind.options,
  contactKind: ContactKind.options,
  contactError: [...ContactKind.options, 'credit-code', 'company-only', 'unknown'],
  revealReason: RevealReason.options,
  duplicate: DuplicateKey.options,
  leadState: LeadState.options,
  lossReason: LeadLossReason.options,
  origin: CustomerDetail.shape.origin.options,
} as const

test('every code of customers and leads has words in both languages', () => {
  for (const dictionary of [customersZh, customersEn])
    for (const [name, codes] of Object.entries(shown))
      expect(dictionary[name as keyof typeof shown]).toEqual(
        expect.objectContaining(Object.fromEntries(codes.map(code => [code, expect.stringMatching(/\S/)]))),
      )
})
