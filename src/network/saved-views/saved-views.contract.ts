import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, Id, Instant, line, StaffName, Version, Written } from '../../platform/scalars.contract.ts'

/** A list's screen by its noun: 'sales', 'customers', 'vehicles', 'sales-board'. */
export const Screen = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** The query of the list as its address has it: filters, order, columns; never a cursor. */
export const ViewQuery = z
  .record(
    z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/),
    z.union([z.string().max(200), z.array(z.string().max(200)).max(50)]),
  )
  .refine(query => Object.keys(query).length <= 40 && !('cursor' in query))
export type ViewQuery = z.infer<typeof ViewQuery>

export const ViewReach = z.enum(['private', 'team'])

export const SavedView = z.object({
  id: Id,
  screen: Screen,
  name: z.string(),
  /** private: its author's alone; team: everybody's at the author's organisation */
  reach: ViewReach,
  author: StaffName,
  query: ViewQuery,
  /** opens with the screen: one's own default before the team's */
  isDefault: z.boolean(),
  /** the reader may change or remove it */
  mayEdit: z.boolean(),
  version: Version,
  createdAt: Instant,
})
export type SavedView = z.infer<typeof SavedView>

export const listSavedViews = contract({
  name: 'listSavedViews',
  method: 'GET',
  path: '/api/saved-views',
  summary: 'The saved views of a screen: one’s own and the team’s',
  access: 'signed-in',
  query: z.strictObject({ screen: Screen }),
  answer: z.object({ items: z.array(SavedView) }),
  problems: ['request.invalid'],
})

const view = { name: line(80), reach: ViewReach, query: ViewQuery, isDefault: z.boolean() }

export const createSavedView = contract({
  name: 'createSavedView',
  method: 'POST',
  path: '/api/saved-views',
  summary: 'Keep the filters of a list under a name',
  access: 'signed-in',
  body: z.strictObject({
    screen: Screen,
    ...view,
    reach: ViewReach.default('private'),
    isDefault: z.boolean().default(false),
  }),
  status: 201,
  answer: Written,
  problems: ['request.invalid', 'saved-view.too-many'],
})

export const editSavedView = contract({
  name: 'editSavedView',
  method: 'PATCH',
  path: '/api/saved-views/{id}',
  summary: 'Rename, refilter, share or make default, on the version that was read',
  access: 'signed-in',
  params: ById,
  body: z.strictObject(view).partial(),
  ifMatch: true,
  answer: Written,
  problems: ['request.invalid', 'request.not-found', 'record.changed', 'record.version-required'],
})

export const removeSavedView = contract({
  name: 'removeSavedView',
  method: 'POST',
  path: '/api/saved-views/{id}/removal',
  summary: 'Take a view off the list',
  access: 'signed-in',
  params: ById,
  answer: Written,
  problems: ['request.not-found'],
})
