import { above, leaders, type Row, sellers } from './row.ts'
import type { Place } from './walkers.ts'
import { makerOf, type World } from './world.ts'

const readers = { ...leaders, ...above, analyst: 'below' } as const

/** What managers look at and set. */
export const managerRows: Readonly<Record<string, Row>> = {
  'GET /api/overview': {
    kind: 'list',
    who: readers,
    ask: [() => ({ url: '/api/overview?months=60' })],
    shows: lot => [lot.dealerId],
    counts: {
      of: lot => lot.sale !== null,
      in: body => (body as { total: { inquiries: number } }).total.inquiries,
    },
  },
  'GET /api/team': {
    kind: 'list',
    who: leaders,
    ask: [() => ({ url: '/api/team' })],
    shows: () => ['"people"'],
  },
  'GET /api/targets': {
    kind: 'list',
    who: { ...readers, ...sellers },
    ask: [() => ({ url: '/api/targets' })],
    shows: lot => [lot.dealerId],
  },
  'POST /api/targets': {
    kind: 'write',
    inTurn: true,
    who: { 'dealer-manager': 'store' },
    ask: lot => target(lot.dealerId, '2031-01', 0),
    make: async (world, place) => target(makerOf(world, place).dealerId, `${freshYear()}-01`, 0),
  },
  'POST /api/targets/copies': {
    kind: 'write',
    inTurn: true,
    who: { 'dealer-manager': 'store' },
    ask: lot => ({ url: '/api/targets/copies', body: { dealerId: lot.dealerId, month: '2031-02' } }),
    make: async (world: World, place: Place) => {
      const { dealerId, manager } = makerOf(world, place)
      const year = freshYear()
      const { url, body } = target(dealerId, `${year}-05`, 0)
      await manager.send('POST', url, body, { 'if-match': '"0"' })
      return { url: '/api/targets/copies', body: { dealerId, month: `${year}-06` } }
    },
  },
}

/** A year in which nobody has a target yet. */
function freshYear(): number {
  years += 1
  return 2040 + (years % 160)
}
let years = 0

function target(dealerId: string, month: string, version: number) {
  const figures = { contracts: 3, deliveries: 2, amountMinor: null }
  return { url: '/api/targets', body: { dealerId, month, staffId: null, ...figures }, version }
}
