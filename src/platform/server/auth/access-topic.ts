import type { Change } from '../live/live.ts'

/** Announced when what a person may do has changed: sessions ended, roles changed, deactivated.
 *  Whoever holds an open stream of that person authenticates it again, and ends it when nobody is left. */
export function accessTopic(staffId: string): string {
  return `access:${staffId}`
}

/** The change that ends or re-checks the live streams of a person, in every process. */
export function endStreams(staffId: string, organisationId: string): Change {
  return { dealerId: organisationId, topics: [accessTopic(staffId)] }
}
