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
  if (scope.all.length > 0) tests.push(sql<boolean>`${dealer} = any(${scope.all}::uuid[])`)
  if (scope.own.length > 0 && ownerColumn)
    tests.push(
      sql<boolean>`(${dealer} = any(${scope.own}::uuid[]) and ${sql.ref(ownerColumn)} = ${scope.staffId}::uuid)`,
    )
  if (scope.delivered.length > 0 && delivered)
    tests.push(sql<boolean>`(${dealer} = any(${scope.delivered}::uuid[]) and ${delivered})`)
  if (tests.length === 0) return sql<boolean>`false`
  return tests.length === 1 ? tests[0]! : sql<boolean>`(${sql.join(tests, sql` or `)})`
}
