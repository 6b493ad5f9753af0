import { seesNames } from '../../platform/permissions.ts'
import { holdsAt } from '../../platform/server/scope.ts'
import { openLeadPhone } from '../people/contact-seals.ts'
import { maskName, maskPhone } from '../people/masks.rules.ts'
import type { Reading } from '../people/present-customer.ts'
import type { Lead, LeadDetail } from './leads.contract.ts'
import type { LeadDetailRow, LeadRow } from './leads.sql.ts'

/** A lead as this reader may see it. */
export function presentLead(row: LeadRow, { scope, seals, colleagues }: Reading): Lead {
  const { phoneSealed, ownerId, name, urgentUntil: _, ...plain } = row
  const shown = holdsAt(scope, row.dealerId, seesNames)
  return {
    ...plain,
    name: shown || name === null ? name : maskName(name, 'person'),
    phone: phoneSealed && maskPhone(openLeadPhone(seals, row.dealerId, phoneSealed)),
    owner: (ownerId && colleagues.get(ownerId)) || null,
  }
}

export function presentLeadDetail(
  row: LeadDetailRow,
  reading: Reading,
  rest: Pick<LeadDetail, 'may' | 'contacts' | 'ownerChanges'>,
): LeadDetail {
  const { externalRef, origin, lossReason, respondedBy, ...lead } = row
  const shown = holdsAt(reading.scope, row.dealerId, seesNames)
  return {
    ...presentLead(lead, reading),
    externalRef,
    origin,
    lossReason,
    respondedBy: (respondedBy && reading.colleagues.get(respondedBy)) || null,
    ...rest,
    contacts: rest.contacts.map(contact => ({ ...contact, note: shown ? contact.note : null })),
  }
}
