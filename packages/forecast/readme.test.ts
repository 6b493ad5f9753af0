import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runExample } from '../proof/docstring-examples.ts'
import * as door from './index.ts'

it('the example of the README holds', async () => {
  const file = 'README.md'
  const [, code] = readFileSync(join(import.meta.dirname, file), 'utf8').match(/```ts\n([\s\S]*?)```/) ?? []
  expect(await runExample({ name: 'README', file, code: code ?? null }, door)).toBe(2)
})
