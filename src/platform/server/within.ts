import { type Expression, type SqlBool, sql } from 'kysely'
import type { Scope } from './scope.ts'

/** The scope as a condition of a statement: the dealer's rows, or one's own, or the delivered ones.
 *  An OR is written only when a person really holds more than one reach: it costs index scans.
 *  @param delivered the condition that makes a row delivered, where the noun has one */
export function within(
  scope: Scope,
  dealerColumn: string,
  ownerColumn: string | null,
  delivered?: Expression<SqlBool>,
): Expression<SqlBool> {
  const dealer = sql.ref(dealerColumn)
  const tests: Expression<SqlBool>[] = []
  if (scope.all.length > 0) tests.push(isOneOf(dealer, scope.all))
  if (scope.own.length > 0 && ownerColumn)
    tests.push(
      sql<boolean>`(${isOneOf(dealer, scope.own)} and ${sql.ref(ownerColumn)} = ${scope.staffId}::uuid)`,
    )
  if (scope.delivered.length > 0 && delivered)
    tests.push(sql<boolean>`(${isOneOf(dealer, scope.delivered)} and ${delivered})`)
  if (tests.length === 0) return sql<boolean>`false`
  return tests.length === 1 ? tests[0]! : sql<boolean>`(${sql.join(tests, sql` or `)})`
}

/** One store as an equality: a list of unknown length is planned anew at each call, which takes longer than the
 *  reading of a row. */
function isOneOf(column: Expression<unknown>, ids: readonly string[]): Expression<SqlBool> {
  const [only] = ids
  return ids.length === 1
    ? sql<boolean>`${column} = ${only}::uuid`
    : sql<boolean>`${column} = any(${ids}::uuid[])`
}
