import { describe, expect, it } from 'vitest'
import { readExamples, runExample } from '../proof/docstring-examples.ts'
import * as door from './index.ts'

describe('the examples in the docstrings of packages/stocking', () => {
  it.each(readExamples(import.meta.dirname, door))('$name of $file', async example => {
    expect(await runExample(example, door)).toBeGreaterThan(0)
  })
})
