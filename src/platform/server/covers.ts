import type { Scope } from './scope.ts'

/** Whether a scope reaches a row: the same test as `within` writes into a statement. */
export function covers(
  scope: Scope | null,
  row: { readonly dealerId: string; readonly ownerId: string | null },
): boolean {
  if (!scope) return false
  if (scope.all.includes(row.dealerId)) return true
  return scope.own.includes(row.dealerId) && row.ownerId === scope.staffId
}
