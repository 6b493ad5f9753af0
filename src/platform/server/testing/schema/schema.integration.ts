import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'
import { describedFiles, describeSchema } from './describe-schema.ts'

let database: TestDatabase
let described: Awaited<ReturnType<typeof describeSchema>>

beforeAll(async () => {
  database = await createTestDatabase()
  described = await describeSchema(database.urls.owner)
})

afterAll(() => database.drop())

test('database/schema.sql says what the migrations make (npm run schema)', async () => {
  expect(await readFile(describedFiles.dump, 'utf8')).toBe(described.dump)
})

test('the table types are those of the migrations (npm run schema)', async () => {
  expect(await readFile(describedFiles.types, 'utf8')).toBe(described.types)
})
