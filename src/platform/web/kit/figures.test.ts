import { afterEach, expect, test } from 'vitest'
import { speak } from '../words/words.ts'
import { ago, date, dateShort, dateTime, money, moneyPlain, moneyShort, percent } from './figures.ts'

afterEach(() => speak('zh'))

test('amounts are exact, and short in 万 or K', async () => {
  expect(money(22_680_050, 'CNY')).toBe('¥226,800.50')
  expect(moneyShort(22_680_050, 'CNY')).toBe('¥22.7万')
  expect(moneyShort(3_970_400_000, 'CNY')).toBe('¥3,970.4万')
  expect(money(1_500, 'JPY')).toMatch(/1,500$/)
  await speak('en')
  expect(moneyShort(22_680_050, 'GBP')).toBe('£226.8K')
})

test('a list says prices without cents that are none, and never rounds those that are some', () => {
  expect(moneyPlain(22_680_000, 'CNY')).toBe('¥226,800')
  expect(moneyPlain(22_680_050, 'CNY')).toBe('¥226,800.50')
})

test('a short day leaves no doubt which number is the month', async () => {
  const now = new Date('2026-06-01T00:00:00Z')
  expect(dateShort('2026-03-05', now)).toBe('3/5')
  expect(dateShort('2025-03-05', now)).toBe('2025/03/05')
  await speak('en')
  expect(dateShort('2026-03-05', now)).toBe('5 Mar')
})

test('an instant reads in the store’s time zone and a business date in none', async () => {
  expect(dateTime('2026-03-01T17:30:00Z', 'Asia/Shanghai')).toBe('2026/03/02 01:30')
  expect(dateTime('2026-03-01T17:30:00Z', 'Europe/London')).toBe('2026/03/01 17:30')
  await speak('en')
  expect(date('2026-03-01')).toBe('1 Mar 2026')
})

test('distances in time round to the largest unit', () => {
  const now = new Date('2026-03-10T12:00:00Z')
  expect(ago('2026-03-07T12:00:00Z', now)).toBe('3天前')
  expect(ago('2026-03-10T14:00:00Z', now)).toBe('2小时后')
  expect(percent(0.125)).toBe('12.5%')
  expect(percent(0.03)).toBe('3%')
  expect(percent(0.03, 1)).toBe('3.0%')
})
