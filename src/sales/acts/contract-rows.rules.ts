import type { EventOf } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Details, Key } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

/** A contract as it was signed, and what was agreed on top of it. */
export function contractRows(
  event: EventOf<'contract-signed' | 'addendum-agreed'>,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
): Write[] {
  if (event.action === 'addendum-agreed') return [addendumRow(event, after, key, details, by)]
  return [signedContract(event, key, details, by), ...partiesRow(event, key, details)]
}

function signedContract(
  event: EventOf<'contract-signed'>,
  key: Key,
  details: Details,
  by: string | null,
): Write {
  const { facts } = event
  return {
    insert: 'contracts',
    row: {
      ...key,
      id: facts.contractId,
      number: details.contractNumber ?? '',
      quote_id: facts.quoteId,
      trim_id: facts.trimId,
      price_minor: facts.priceMinor,
      currency: facts.currency,
      deposit_type: facts.depositMinor > 0 ? facts.depositType : null,
      deposit_minor: facts.depositMinor,
      win_reason: facts.winReason ?? null,
      signed_by: by,
      signed_at: facts.signedAt,
    },
  }
}

function partiesRow(event: EventOf<'contract-signed'>, key: Key, { title }: Details): Write[] {
  const { contractId, parties } = event.facts
  if (!parties) return []
  return [
    {
      insert: 'contract_parties',
      row: {
        ...key,
        id: contractId,
        buyer_id: parties.buyerId,
        title_id: parties.titleId,
        title_name: title?.name ?? null,
        title_credit_code: title?.creditCode ?? null,
        contact_id: parties.contactId,
      },
    },
  ]
}

function addendumRow(
  { facts }: EventOf<'addendum-agreed'>,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
): Write {
  return {
    insert: 'addenda',
    row: {
      ...key,
      id: facts.addendumId,
      contract_id: facts.contractId,
      ordinal: facts.ordinal,
      reason: facts.reason,
      price_before_minor: facts.priceBeforeMinor,
      price_minor: facts.priceMinor,
      currency: after.currency,
      delivery_on: facts.deliveryOn,
      terms: details.terms ?? '',
      agreed_by: by,
      agreed_at: facts.agreedAt,
    },
  }
}
