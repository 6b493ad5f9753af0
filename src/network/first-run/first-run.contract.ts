import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { Currency, Id } from '../../platform/scalars.contract.ts'
import { OrganisationCode, OrganisationName, TimeZone } from '../organisations/organisations.contract.ts'
import { Locale, PersonName, Username } from '../staff/staff.contract.ts'

export const readFirstRun = contract({
  name: 'readFirstRun',
  method: 'GET',
  path: '/api/first-run',
  summary: 'Whether this system is empty and waits for its first administrator',
  access: 'public',
  answer: z.object({ needed: z.boolean() }),
  problems: [],
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
    }),
  }),
  status: 201,
  answer: z.object({ organisationId: Id, staffId: Id }),
  problems: ['first-run.wrong-code', 'first-run.done', 'auth.weak-password', 'auth.too-many-attempts'],
})
