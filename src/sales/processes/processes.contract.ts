import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { Id, Instant, StaffName, Version } from '../../platform/scalars.contract.ts'
import { ActionKind } from '../process/action.contract.ts'
import { DefinitionChange, ProcessDefinition } from '../process/process.contract.ts'
import { StageCode } from '../process/sale.contract.ts'

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

/** Sales under way that stand in one stage under one version, and what moving them to the new one would mean. */
export const RunningSales = z.object({
  version: Version,
  stage: StageCode,
  count: z.int(),
  /** the new definition has no such stage: these cannot be moved until they have left it */
  stranded: z.boolean(),
  /** steps that could be done here and then could not, and the other way round */
  lost: z.array(ActionKind),
  gained: z.array(ActionKind),
  /** longer in the stage than allowed: by their own version, and by the new one */
  lateBefore: z.int(),
  lateAfter: z.int(),
})
export type RunningSales = z.infer<typeof RunningSales>

export const previewProcess = contract({
  name: 'previewProcess',
  method: 'POST',
  path: '/api/processes/preview',
  summary:
    'What a definition would change, and what it would mean for the sales under way; nothing is published',
  access: { noun: 'processes', verb: 'edit' },
  body: z.strictObject({ organisationId: Id, definition: ProcessDefinition.omit({ version: true }) }),
  answer: z.object({
    changes: z.array(DefinitionChange),
    /** the stores for which it would hold */
    dealers: z.int(),
    running: z.array(RunningSales),
  }),
  problems: ['request.invalid', 'request.not-found', 'process.invalid'],
})
