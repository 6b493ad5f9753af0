import { expect, test } from 'vitest'
import { withoutData } from './log.ts'

test('an error of the database is logged without the rows and parameters that it quotes', () => {
  const error = Object.assign(new Error('new row for relation "customers" violates check constraint'), {
    code: '23514',
    table: 'customers',
    constraint: 'customers_kind_check',
    detail: 'Failing row contains (曹永强, +8613800138000).',
    where: 'JSON data, line 1: {"name":"曹永强"',
    internalQuery: "select '曹永强'",
    client: { connectionParameters: { password: 'secret' } },
  })
  const line = withoutData(error)
  expect(line).toMatchObject({ code: '23514', table: 'customers', constraint: 'customers_kind_check' })
  expect(line.stack).toContain('log.test.ts')
  expect(JSON.stringify(line)).not.toMatch(/曹永强|13800138000|secret/)
})
