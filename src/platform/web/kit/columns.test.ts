import { expect, test } from 'vitest'
import { type Column, laidOut, moved, noChoice, ordered } from './columns.ts'

const columns: Column<string>[] = ['number', 'customer', 'stage', 'price'].map(key => ({
  key,
  title: key,
  render: row => row,
  width: 100,
}))
columns.push({ key: 'source', title: 'source', render: row => row, optional: true })

test('the first column stays pinned and optional ones wait to be chosen', () => {
  const shown = laidOut(columns, noChoice)
  expect(shown.map(({ key }) => key)).toEqual(['number', 'customer', 'stage', 'price'])
  expect(shown.map(({ pinnedAt }) => pinnedAt)).toEqual([0, undefined, undefined, undefined])
})

test('a pinned column follows the first one and knows where it sticks', () => {
  const shown = laidOut(columns, { ...noChoice, pinned: ['price'], shown: { stage: false, source: true } })
  expect(shown.map(({ key }) => key)).toEqual(['number', 'price', 'customer', 'source'])
  expect(shown[1]?.pinnedAt).toBe(100)
})

test('a column that came after the choice keeps its place', () => {
  const keys = ordered(columns, { ...noChoice, order: ['number', 'stage', 'customer'] }).map(({ key }) => key)
  expect(keys).toEqual(['number', 'stage', 'customer', 'price', 'source'])
})

test('moving stops at both ends', () => {
  expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
})
