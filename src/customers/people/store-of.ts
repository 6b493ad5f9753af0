import { businessDate } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import type { KnownOrganisation } from '../../platform/server/network-map.ts'
import { invalid } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import type { NewContactPoint } from './contact-points.contract.ts'
import { normaliseContact } from './contact-values.rules.ts'
import { callingCodeOf } from './phone.rules.ts'

export interface Store extends KnownOrganisation {
  /** its business date */
  readonly today: string
}

/** A store with its calendar; one that has closed meanwhile is not found. */
export async function storeOf(services: Services, dealerId: string, now: Date): Promise<Store> {
  const organisation = await services.network.organisation(dealerId)
  if (!organisation) throw problem('request.not-found')
  return { ...organisation, today: businessDate(now.toISOString(), organisation.timeZone) }
}

/** A contact point in its written form.
 *  @throws Problem request.invalid naming the field */
export function keptForm(point: NewContactPoint, store: Store, path: string): string {
  const value = normaliseContact(point.kind, point.value, callingCodeOf(store))
  if (value === null) throw invalid(path, point.kind)
  return value
}
