import { normaliseCreditCode } from '../../network/organisations/credit-code.rules.ts'
import { problem } from '../../platform/problem.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import type { Parties } from '../process/sale.contract.ts'
import type { PartiesBody } from './contracts.contract.ts'
import { findStoreCustomers } from './contracts.sql.ts'

/** The parties as they were named: ids for the contract, the typed company for its row.
 *  @throws Problem for a customer of another store, and for a code whose check digit is wrong */
export async function namedParties(
  scene: ActScene,
  body: PartiesBody | null,
): Promise<{ parties: Parties | null; title: { name: string; creditCode: string } | null }> {
  if (!body) return { parties: null, title: null }
  const title = body.title && 'name' in body.title ? typedTitle(body.title) : null
  const titleId = body.title && 'customerId' in body.title ? body.title.customerId : null
  const { buyerId, contactId } = body
  await requireCustomers(scene, { buyerId, 'title.customerId': titleId, contactId })
  if (!buyerId && !titleId && !title && !contactId) return { parties: null, title: null }
  return { parties: { buyerId, titleId, titleTyped: title !== null, contactId }, title }
}

function typedTitle({ name, creditCode }: { name: string; creditCode: string }) {
  const normalised = normaliseCreditCode(creditCode)
  if (!normalised) throw problem('contract.credit-code-invalid', { field: 'parties.title.creditCode' })
  return { name, creditCode: normalised }
}

async function requireCustomers(
  { tx, sale }: ActScene,
  named: Readonly<Record<string, string | null>>,
): Promise<void> {
  const asked = Object.entries(named).flatMap(([field, id]) => (id ? [{ field, id }] : []))
  const known = await findStoreCustomers(
    tx,
    sale.dealerId,
    asked.map(({ id }) => id),
  )
  const unknown = asked.find(({ id }) => !known.has(id))
  if (unknown) throw problem('contract.party-unknown', { field: `parties.${unknown.field}` })
}
