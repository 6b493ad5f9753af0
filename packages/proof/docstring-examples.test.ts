import { describe, expect, it } from 'vitest'
import { runExample } from './docstring-examples.ts'

const door = { half: (value: number) => value / 2, fail: () => Promise.reject(new RangeError('no row 3')) }
const run = (code: string | null) => runExample({ name: 'half', file: 'half.ts', code }, door)

describe('examples in docstrings', () => {
  it('hold to the digits that are written', async () => {
    expect(await run('half(3) // ≈ 1.5')).toBe(1)
    expect(await run('const whole: number = 2\n[half(whole), half(0.5)] // ≈ [1, 0.25]')).toBe(1)
    await expect(run('half(3) // ≈ 1.4')).rejects.toThrow('gave 1.5')
    await expect(run('[half(3)] // ≈ [1.5, 2]')).rejects.toThrow('gave')
  })

  it('hold exactly as JSON, and for what was just named', async () => {
    expect(await run('({ a: half(2) }) // → {"a":1}')).toBe(1)
    expect(await run('const typed = Float64Array.of(half(2)) // → [1]')).toBe(1)
    await expect(run('half(2) // → 2')).rejects.toThrow('gave 1')
  })

  it('say what is thrown', async () => {
    expect(await run('await fail() // throws RangeError: no row 3')).toBe(1)
    await expect(run('half(2) // throws RangeError')).rejects.toThrow('threw nothing')
  })

  it('are there, and expect something', async () => {
    await expect(run(null)).rejects.toThrow('no @example')
    await expect(run('half(2)')).rejects.toThrow('expects nothing')
  })
})
