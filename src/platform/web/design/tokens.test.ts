import { describe, expect, test } from 'vitest'
import css from './tokens.css?raw'
import { coloursOf, contrast } from './tokens.ts'

const grounds = ['page', 'surface', 'raised', 'sunken', 'hover', 'selected']
const tones = ['red', 'amber', 'green', 'teal', 'blue', 'violet', 'grey']

test('contrast of black on white is 21 and of a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(contrast('#123456', '#123456')).toBe(1)
})

describe.each(['light', 'dark'] as const)('in %s', theme => {
  const colours = coloursOf(css, theme)
  const pairs = [
    ...['text', 'text-2', 'text-3', 'link'].flatMap(text => grounds.map(ground => [text, ground])),
    ...tones.flatMap(tone => [
      [tone, `${tone}-soft`],
      [tone, 'surface'],
      [tone, 'page'],
    ]),
    ['on-primary', 'primary'],
    ['on-primary', 'primary-hover'],
    ['on-primary', 'primary-active'],
  ] as [string, string][]

  test.each(pairs)('%s on %s reads at AA', (text, ground) => {
    expect(contrast(colours[text]!, colours[ground]!)).toBeGreaterThanOrEqual(4.5)
  })
})
