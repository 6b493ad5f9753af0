import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readExamples, runExample } from '../proof/docstring-examples.ts'
import * as door from './index.ts'

describe('the examples in the docstrings of packages/stocking', () => {
  it.each(readExamples(import.meta.dirname, door))('$name of $file', async example => {
    expect(await runExample(example, door)).toBeGreaterThan(0)
  })
})

it('the example of the README gives what it says', async () => {
  const text = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const [, block = ''] = text.match(/```ts\n([\s\S]*?)```/) ?? []
  const code = block.replace(/^import .*$/m, '')
  expect(await runExample({ name: 'README', file: 'README.md', code }, door)).toBe(2)
})
