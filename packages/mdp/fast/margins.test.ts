import { expect, it } from 'vitest'
import { placeMargins } from './margins.ts'
import { planLayout, regionBits, viewSpace } from './space.ts'

const regionSize = 2 ** regionBits

function spaceOfRegions(count: number) {
  const layout = planLayout({ stateCount: count * regionSize, rowCount: 0, entryCount: 0 })
  const space = viewSpace(new ArrayBuffer(layout.byteCount), layout)
  for (let region = 0; region < count; region++) {
    space.moveLow[region] = region
    space.moveHigh[region] = region + 1
  }
  return space
}

it('lets a lead shrink by γ times the span of what moved within reach', () => {
  const space = spaceOfRegions(5)
  placeMargins(space, { stateReach: 10, blockBits: 4, gamma: 0.5, error: 0 })
  expect([...space.margin.map(m => Math.fround(m))]).toEqual([1, 1.5, 1.5, 1.5, 1])
  placeMargins(space, { stateReach: regionSize + 1, blockBits: 4, gamma: 0.5, error: 0 })
  expect([...space.margin.map(m => Math.fround(m))]).toEqual([1.5, 2, 2.5, 2, 1.5])
})

it('takes all regions together where successors lie anywhere, and adds what rounding may hide', () => {
  const space = spaceOfRegions(12)
  placeMargins(space, { stateReach: 11 * regionSize, blockBits: 30, gamma: 1, error: 0.25 })
  expect([...space.margin.map(m => Math.fround(m))]).toEqual(Array.from({ length: 12 }, () => 14))
})
