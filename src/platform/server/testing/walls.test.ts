import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { findBreaches, importsOf, readSources } from './walls.ts'

const sources = readSources(packageRoot)

describe('the walls of the house', () => {
  it('stand: no import goes through one', () => {
    expect(findBreaches(sources)).toEqual([])
  })

  it('are looked at everywhere: every import of a file of ours is found and leads to a file', () => {
    const paths = new Set(sources.map(source => source.path))
    const others = sources.filter(source => !source.path.endsWith('walls.test.ts')) // it plants faults
    const imported = others.flatMap(source => importsOf(source).filter(to => /^src\/.*\.tsx?$/.test(to)))
    expect(imported.length).toBeGreaterThan(sources.length)
    expect(imported.filter(to => !paths.has(to))).toEqual([])
  })

  const planted: [from: string, text: string][] = [
    ['src/sales/BoardPage.tsx', "import { loadSale } from './acts/load-sale.sql.ts'"],
    ['src/sales/BoardPage.tsx', "const routes = await import('./sales.routes.ts')"],
    ['src/sales/quotes/quotes.rules.ts', "import { readFileSync } from 'node:fs'"],
    ['src/sales/quotes/quotes.contract.ts', "import { sql } from 'kysely'"],
    ['src/sales/quotes/quotes.rules.ts', "import { findTrimPrice } from './quotes.sql.ts'"],
    [
      'src/inventory/vehicles/vehicles.sql.ts',
      "import type { Sale } from '../../sales/process/sale.contract.ts'",
    ],
    [
      'src/network/staff/staff.routes.ts',
      "import {\n  listCustomers,\n} from '../../customers/people/customers.sql.ts'",
    ],
    ['src/platform/server/http/route.ts', "export { x } from '../../../sales/sales.slice.ts'"],
    ['src/sales/sales/sales.sql.ts', "import { register } from './sales.routes.ts'"],
    ['packages/mdp/model.ts', "import { readFileSync } from 'node:fs'"],
    ['packages/stocking/newsvendor.ts', "import { ets } from '../forecast/index.ts'"],
    ['packages/forecast/ets.ts', "import { Refusal } from '../../src/platform/server/refusal.ts'"],
  ]
  for (const [path, text] of planted)
    it(`fall for ${path}: ${text.replaceAll('\n', ' ').slice(0, 60)}`, () => {
      expect(findBreaches([{ path, text }])).toHaveLength(1)
    })
})
