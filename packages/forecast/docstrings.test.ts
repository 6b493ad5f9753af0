import { describe, expect, it } from 'vitest'
import { readExamples, runExample } from '../proof/docstring-examples.ts'
import * as door from './index.ts'

describe('examples in the docstrings of packages/forecast', () => {
  it.each(readExamples(import.meta.dirname, door))('hold: $name', async example => {
    expect(await runExample(example, door)).toBeGreaterThan(0)
  })
})
