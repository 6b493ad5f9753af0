import { expect, test } from 'vitest'
import type { Organisation } from '../organisations/organisations.contract.ts'
import { atOrBelow } from './grants.web.ts'

const node = (id: string, parentId: string | null) => ({ id, parentId }) as Organisation

test('what is at or below a node is its subtree and nothing beside it', () => {
  const tree = [node('m', null), node('r1', 'm'), node('r2', 'm'), node('d1', 'r1'), node('d2', 'r2')]
  expect(atOrBelow(tree, 'r1')).toEqual(['r1', 'd1'])
  expect(atOrBelow(tree, 'd2')).toEqual(['d2'])
  expect(atOrBelow(tree, 'm')).toHaveLength(5)
})
