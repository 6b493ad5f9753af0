import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runExample } from '../proof/docstring-examples.ts'
import * as mdp from './index.ts'

it('the example of the README holds', async () => {
  const text = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const code = text.match(/```ts\n([\s\S]*?)```/)?.[1] ?? ''
  const [imported] = code.match(/^import .*\n/) ?? []
  expect(imported).toContain("from './index.ts'")
  const file = 'README.md'
  expect(await runExample({ name: file, file, code: code.replace(/^import .*\n/, '') }, mdp)).toBe(6)
})
