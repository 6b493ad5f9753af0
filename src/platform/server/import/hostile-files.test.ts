import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../../problem.ts'
import { importIntoMemory } from './testing/memory-stock.ts'
import { withFolder } from './testing/temporary-files.ts'
import { textRow, workbook } from './testing/workbooks.ts'

/** Whatever the bytes are, a file is imported, row by row, or answered with a problem: nothing else is thrown. */
async function outcomeOf(content: Uint8Array): Promise<string> {
  return withFolder(async folder => {
    const path = join(folder, 'file')
    await writeFile(path, content)
    try {
      const { result, finished, rejects } = await importIntoMemory(path, join(folder, 'spool'))
      await rejects.close()
      expect(result.new + result.updated + result.unchanged + result.refused).toBe(result.rows)
      expect(finished).toHaveLength(result.rows)
      return 'imported'
    } catch (error) {
      if (error instanceof Problem) return error.code
      throw error
    }
  })
}

const line = fc.string({
  unit: fc.constantFrom('"', ',', '\n', '\r', ';', '\0', 'a', '1', '/', '车', "'", '=', ' '),
})

test('any text after headings is imported or a problem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), async lines => {
      await outcomeOf(Buffer.from(`vin,model,price,arrived\n${lines.join('\n')}`))
    }),
    { numRuns: 100 },
  )
})

test('any bytes are imported or a problem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async bytes => {
      await outcomeOf(bytes)
      await outcomeOf(Buffer.concat([Buffer.from('vin,model\n'), bytes]))
    }),
    { numRuns: 50 },
  )
})

test('a workbook with any bytes changed is imported or a problem', async () => {
  const rows = Array.from({ length: 20 }, (_, index) =>
    textRow(index + 2, [`V${index}`, 'A1', '12', '2024-03-05']),
  )
  const whole = workbook({ rows: textRow(1, ['vin', 'model', 'price', 'arrived']) + rows.join('') })
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) })
  const outcomes = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 5 }),
      fc.nat(whole.length),
      async (changes, cut) => {
        const content = Buffer.from(whole)
        for (const { at, byte } of changes) content[at] = byte
        for (const bytes of [content, content.subarray(0, cut)]) {
          const outcome = await outcomeOf(bytes)
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        }
      },
    ),
    { numRuns: 100 },
  )
  expect(await outcomeOf(whole)).toBe('imported')
  expect(outcomes.get('import.file-damaged')).toBeGreaterThan(40)
})
