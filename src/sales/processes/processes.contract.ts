import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { Id, Instant, StaffName, Version } from '../../platform/scalars.contract.ts'
import { ProcessDefinition } from '../process/process.contract.ts'

const OrganisationName = z.object({ id: Id, code: z.string(), nameZh: z.string(), nameEn: z.string() })

/** A definition with where it comes from. `version` is its own, and the ETag. */
export const PublishedProcess = z.object({
  version: Version,
  definition: ProcessDefinition,
  organisation: OrganisationName,
  publishedBy: StaffName.nullable(),
  publishedAt: Instant,
})
export type PublishedProcess = z.infer<typeof PublishedProcess>

export const readEffectiveProcess = contract({
  name: 'readEffectiveProcess',
  method: 'GET',
  path: '/api/processes/effective',
  summary: 'The process that holds at an organisation: its own newest, or the nearest above',
  access: { noun: 'processes', verb: 'read' },
  query: z.strictObject({ organisationId: Id }),
  answer: PublishedProcess.extend({ inherited: z.boolean(), mayPublish: z.boolean() }),
  problems: ['request.not-found'],
})

export const listProcesses = contract({
  name: 'listProcesses',
  method: 'GET',
  path: '/api/processes',
  summary: 'The versions that an organisation published or inherits, newest first',
  access: { noun: 'processes', verb: 'read' },
  query: z.strictObject({ organisationId: Id }),
  answer: z.object({
    items: z.array(PublishedProcess.omit({ definition: true }).extend({ effective: z.boolean() })),
  }),
  problems: ['request.not-found'],
})

export const readProcess = contract({
  name: 'readProcess',
  method: 'GET',
  path: '/api/processes/{version}',
  summary: 'One version of the process',
  access: { noun: 'processes', verb: 'read' },
  params: z.object({ version: z.coerce.number<number | string>().int().min(1).max(2_147_483_647) }),
  answer: PublishedProcess,
  problems: ['request.not-found'],
})

/** If-Match names the version that holds at the organisation now. */
export const publishProcess = contract({
  name: 'publishProcess',
  method: 'POST',
  path: '/api/processes',
  summary: 'Publish a new version for an organisation and those below it that have none of their own',
  access: { noun: 'processes', verb: 'edit' },
  body: z.strictObject({ organisationId: Id, definition: ProcessDefinition.omit({ version: true }) }),
  ifMatch: true,
  status: 201,
  answer: z.object({ version: Version, organisationId: Id, publishedAt: Instant }),
  problems: [
    'request.invalid',
    'request.not-found',
    'record.changed',
    'record.version-required',
    'process.invalid',
  ],
})
