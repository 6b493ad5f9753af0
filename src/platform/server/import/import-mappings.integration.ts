import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportMapping } from '../../import/import.contract.ts'
import { connect, type Database } from '../database/connect.ts'
import { inScope } from '../database/in-scope.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { recallMapping, rememberMapping } from './import-mappings.sql.ts'

const dealer = '01900000-0000-7000-8000-000000000001'
const neighbour = '01900000-0000-7000-8000-000000000002'
const headings = ['VIN', 'Fuel Type']
const mapping: ImportMapping = { columns: [{ index: 0, field: 'vin' }], currency: 'GBP' }
let database: TestDatabase
let app: Database

beforeAll(async () => {
  database = await createTestDatabase()
  app = connect(database.urls.app)
})
afterAll(async () => {
  await app.destroy()
  await database.drop()
})

const recalled = (dealerId: string, written: string[]) =>
  inScope(app, { dealers: [dealerId] }, tx => recallMapping(tx, dealerId, 'stock', written))
const remembered = (value: ImportMapping, isGuess = false) =>
  inScope(app, { dealers: [dealer] }, tx =>
    rememberMapping(tx, dealer, 'stock', headings, { mapping: value, isGuess }, new Date()),
  )

test('a mapping is remembered for the dealer, the kind and the headings, the last one counting', async () => {
  expect(await recalled(dealer, headings)).toBe(null)
  await remembered({ columns: [] })
  await remembered(mapping)
  expect(await recalled(dealer, ['vin', 'fuel_type'])).toEqual(mapping)
  expect(await recalled(dealer, ['Fuel Type', 'VIN'])).toBe(null)
  expect(await recalled(neighbour, headings)).toBe(null)
})

test('a guess that nobody corrected is not remembered, but takes back a correction', async () => {
  const other = ['VIN', 'Colour']
  const guess = { columns: [{ index: 0, field: 'vin' }] }
  const remember = (isGuess: boolean, value: ImportMapping) =>
    inScope(app, { dealers: [dealer] }, tx =>
      rememberMapping(tx, dealer, 'stock', other, { mapping: value, isGuess }, new Date()),
    )
  await remember(true, guess)
  expect(await recalled(dealer, other)).toBe(null)
  await remember(false, mapping)
  await remember(true, guess)
  expect(await recalled(dealer, other)).toEqual(guess)
})
