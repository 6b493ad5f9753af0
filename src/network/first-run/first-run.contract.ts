import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { roles } from '../../platform/permissions.ts'
import { Currency, Id } from '../../platform/scalars.contract.ts'
import { OrganisationCode, OrganisationName, TimeZone } from '../organisations/organisations.contract.ts'
import { Locale, PersonName, Username } from '../staff/staff.contract.ts'

/** `refused`: strangers reach this server, and the password of the sample people is known. */
export const SampleState = z.object({
  state: z.enum(['refused', 'offered', 'loading', 'failed']),
  /** of the loading, 0 … 1 */
  share: z.number().min(0).max(1),
})
export type SampleState = z.infer<typeof SampleState>

/** Whom one may be on the demo network. */
export const DemoSignIn = z.object({ username: z.string(), password: z.string(), role: z.enum(roles) })
export type DemoSignIn = z.infer<typeof DemoSignIn>

export const readFirstRun = contract({
  name: 'readFirstRun',
  method: 'GET',
  path: '/api/first-run',
  summary: 'Whether this system is empty and waits for its first administrator, or for visitors of the demo',
  access: 'public',
  answer: z.object({
    needed: z.boolean(),
    sample: SampleState,
    /** none on a real network, and where strangers reach the server */
    demoSignIns: z.array(DemoSignIn),
  }),
  problems: [],
})

export const loadSampleData = contract({
  name: 'loadSampleData',
  method: 'POST',
  path: '/api/first-run/sample-data',
  summary: 'Begin to load the demo network into an empty system, with its one-time code',
  access: 'public',
  body: z.strictObject({ code: z.string().trim().min(1).max(40) }),
  status: 202,
  answer: z.object({}),
  problems: ['first-run.wrong-code', 'first-run.done', 'first-run.sample-refused', 'auth.too-many-attempts'],
})

export const openNetwork = contract({
  name: 'openNetwork',
  method: 'POST',
  path: '/api/first-run',
  summary: 'Open an empty system with the one-time code that the server printed',
  access: 'public',
  body: z.strictObject({
    code: z.string().trim().min(1).max(40),
    network: z.strictObject({
      kind: z.enum(['manufacturer', 'dealer']),
      code: OrganisationCode,
      nameZh: OrganisationName,
      nameEn: OrganisationName,
      timeZone: TimeZone,
      currency: Currency,
    }),
    administrator: z.strictObject({
      username: Username,
      name: PersonName,
      password: z.string().min(1).max(128),
      locale: Locale.default('zh'),
      /** also the dealer manager, where the network is one store */
      managesStore: z.boolean().default(false),
    }),
  }),
  status: 201,
  answer: z.object({ organisationId: Id, staffId: Id }),
  problems: ['first-run.wrong-code', 'first-run.done', 'auth.weak-password', 'auth.too-many-attempts'],
})
