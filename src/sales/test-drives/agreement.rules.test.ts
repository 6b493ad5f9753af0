import { expect, test } from 'vitest'
import { agreementOn } from './agreement.rules.ts'

const facts = {
  dealerName: '远山汽车',
  driverName: '李雷 {plate}',
  car: '星途 远山 舒适版',
  plate: '沪A12345',
  stockNumber: 'K26-1',
  slot: '2026-03-02 09:30–10:00',
  escortName: '韩梅',
}

test('the agreement names driver, car, slot and escort in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    const { text, paragraphs, version } = agreementOn('2026-03-02', language, facts)
    for (const value of Object.values(facts)) expect(text).toContain(value)
    expect(version).toBe('2026-01-01')
    expect(paragraphs.join('\n').replace(facts.driverName, '')).not.toMatch(/[{}]/)
  }
})

test('a name that looks like a placeholder is left as it is', () => {
  expect(agreementOn('2026-03-02', 'zh', facts).text).toContain('李雷 {plate}')
})

test('another slot is another text', () => {
  const other = { ...facts, slot: '2026-03-02 10:00–10:30' }
  expect(agreementOn('2026-03-02', 'zh', other).text).not.toBe(agreementOn('2026-03-02', 'zh', facts).text)
})

test('a day before the first wording has the first', () => {
  expect(agreementOn('2020-01-01', 'en', { ...facts, plate: null }).text).toContain('plate not registered')
})
