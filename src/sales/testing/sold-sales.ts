import type { DealerCode } from '../../platform/server/testing/test-network.ts'
import type { Acted } from '../acts/acts.contract.ts'
import type { SalesServer } from './sales-server.ts'

type Client = ReturnType<SalesServer['as']>

/** A sale of a named person, followed step by step as its owner. */
export interface FollowedSale {
  readonly id: string
  readonly number: string
  readonly customerId: string
  readonly version: () => number
  readonly step: (path: string, body?: object, by?: Client) => Promise<Acted>
}

let tail = 1000

/** Opens an inquiry of a person with a phone, through the same requests as a consultant. */
export async function openSale(
  server: SalesServer,
  dealer: DealerCode,
  person: { name: string; phone?: string; staffId?: string },
  inquiry: object = {},
): Promise<FollowedSale> {
  const client = server.as(person.staffId ?? server.network.staff[dealer].consultant)
  const customer = await client.post<{ id: string }>('/api/customers', {
    kind: 'person',
    name: person.name,
    contactPoints: [{ kind: 'phone', value: person.phone ?? `1380000${++tail}` }],
  })
  if (customer.status !== 201) throw new Error(customer.text)
  const opened = await client.post<Acted & { number: string }>('/api/inquiries', {
    customerId: customer.body.id,
    source: 'walk-in',
    intentLevel: 'A',
    trimId: server.trimId,
    ...inquiry,
  })
  if (opened.status !== 201) throw new Error(opened.text)
  let { version } = opened.body
  const { id, number } = opened.body
  return {
    id,
    number,
    customerId: customer.body.id,
    version: () => version,
    step: async (path, body, by = client) => {
      const answer = await by.post<Acted>(`/api/sales/${id}/${path}`, body, { ifMatch: version })
      if (answer.status !== 201) throw new Error(`${path}: ${answer.text}`)
      version = answer.body.version
      return answer.body
    },
  }
}
