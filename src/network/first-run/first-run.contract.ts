import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
  Currency,
  OrganisationCode,
  OrganisationName,
  TimeZone,
} from '../organisations/organisations.contract.ts'

export const readFirstRun = contract({
  name: 'readFirstRun',
  method: 'GET',
  path: '/api/first-run',
  summary: 'Whether the system waits for its first administrator',
  access: 'public',
  answer: z.object({ needed: z.boolean() }),
  problems: [],
})

export const finishFirstRun = contract({
  name: 'finishFirstRun',
  method: 'POST',
  path: '/api/first-run',
  summary: 'Make the network and its first administrator, who is signed in by it',
  access: 'public',
  body: z.strictObject({
    code: z.string().trim().min(1).max(64),
    network: z.strictObject({
      kind: z.enum(['manufacturer', 'dealer']),
      code: OrganisationCode,
      nameZh: OrganisationName,
      nameEn: OrganisationName,
      timeZone: TimeZone,
      currency: Currency,
    }),
    administrator: z.strictObject({
      username: z.string().trim().toLowerCase(),
      name: z.string().trim().min(1).max(200),
      password: z.string().min(1).max(128),
    }),
  }),
  answer: z.object({ state: z.literal('signed-in') }),
  problems: ['auth.wrong-code'],
})
