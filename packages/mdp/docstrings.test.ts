import { describe, expect, it } from 'vitest'
import { readExamples, runExample } from '../proof/docstring-examples.ts'
import * as mdp from './index.ts'

describe('every function of the decision process engine shows an example that holds', () => {
  for (const example of readExamples(import.meta.dirname, mdp))
    it(example.name, async () => {
      expect(await runExample(example, mdp)).toBeGreaterThan(0)
    })
})
