import { z } from 'zod'
import { roles } from '../../platform/permissions.ts'
import { Id, Origin } from './sale.contract.ts'

/** Who acts. `roles` are the role codes that the person holds at the sale's dealer. */
export const Actor = z.object({
  kind: z.enum(['staff', 'api-key', 'system', 'import']),
  id: Id.nullable(),
  roles: z.array(z.enum(roles)),
  /** The person's own limit, when it differs from the role's in the process. */
  discountLimitBps: z.int().min(0).max(10_000).nullable(),
  /** Absent managers whom the person stands in for today, each with what they may give. */
  deputyFor: z
    .array(
      z.object({
        staffId: Id,
        roles: z.array(z.enum(roles)),
        discountLimitBps: z.int().min(0).max(10_000).nullable(),
      }),
    )
    .optional(),
})
export type Actor = z.infer<typeof Actor>

/** What every action says: of which kind it is, who acts, and where it comes from. */
export function action<K extends string, S extends z.ZodRawShape>(kind: K, shape: S) {
  return z.object({ kind: z.literal(kind), actor: Actor, origin: Origin, ...shape })
}
