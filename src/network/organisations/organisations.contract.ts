import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, Currency, Id, line, Version, Written } from '../../platform/scalars.contract.ts'

export const organisationKinds = ['manufacturer', 'region', 'group', 'dealer'] as const
export const OrganisationKind = z.enum(organisationKinds)
export type OrganisationKind = z.infer<typeof OrganisationKind>

export const OrganisationCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/)
export const OrganisationName = line(120)
export const TimeZone = z.string().refine(isTimeZone, { params: { code: 'time-zone' } })

export const Organisation = z.object({
  id: Id,
  parentId: Id.nullable(),
  kind: OrganisationKind,
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  /** as it holds here: its own, or inherited from the nearest node above that has one */
  timeZone: z.string(),
  currency: z.string(),
  ownTimeZone: z.string().nullable(),
  ownCurrency: z.string().nullable(),
  closedAt: z.string().nullable(),
  version: Version,
})
export type Organisation = z.infer<typeof Organisation>

export const listOrganisations = contract({
  name: 'listOrganisations',
  method: 'GET',
  path: '/api/organisations',
  summary: 'The tree of the network, parents before children',
  access: { noun: 'organisations', verb: 'read' },
  answer: z.object({ items: z.array(Organisation), nextCursor: z.null() }),
  problems: [],
})

export const readOrganisation = contract({
  name: 'readOrganisation',
  method: 'GET',
  path: '/api/organisations/{id}',
  summary: 'One organisation',
  access: { noun: 'organisations', verb: 'read' },
  params: ById,
  answer: Organisation,
  problems: ['request.not-found'],
})

export const createOrganisation = contract({
  name: 'createOrganisation',
  method: 'POST',
  path: '/api/organisations',
  summary: 'Add an organisation below one of the own nodes',
  access: { noun: 'organisations', verb: 'create' },
  body: z.strictObject({
    parentId: Id,
    kind: OrganisationKind,
    code: OrganisationCode,
    nameZh: OrganisationName,
    nameEn: OrganisationName,
    timeZone: TimeZone.nullable().default(null),
    currency: Currency.nullable().default(null),
  }),
  status: 201,
  answer: Written,
  problems: ['request.not-found', 'organisation.wrong-kind', 'organisation.code-taken'],
})

export const editOrganisation = contract({
  name: 'editOrganisation',
  method: 'PATCH',
  path: '/api/organisations/{id}',
  summary: 'Change names, time zone or currency',
  access: { noun: 'organisations', verb: 'edit' },
  params: ById,
  body: z
    .strictObject({
      nameZh: OrganisationName,
      nameEn: OrganisationName,
      timeZone: TimeZone.nullable(),
      currency: Currency.nullable(),
    })
    .partial(),
  ifMatch: true,
  answer: Written,
  problems: ['request.not-found', 'record.changed', 'organisation.root-needs-defaults'],
})

export const moveOrganisation = contract({
  name: 'moveOrganisation',
  method: 'POST',
  path: '/api/organisations/{id}/move',
  summary: 'Hang an organisation, with all below it, under another node',
  access: { noun: 'organisations', verb: 'edit' },
  params: ById,
  body: z.strictObject({ parentId: Id }),
  ifMatch: true,
  answer: Written,
  problems: ['request.not-found', 'record.changed', 'organisation.wrong-kind', 'organisation.own-descendant'],
})

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
