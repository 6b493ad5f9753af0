import { cashiers, leaders, type Row, sellers } from './row.ts'
import { step } from './sales.rows.ts'
import { delegateAt, makerOf, type World } from './world.ts'

const readers = { ...sellers, finance: 'store' } as const

/** The one who asked cannot decide: the walk asks as the sales manager. */
const asker = { 'sales-manager': 'approval.own-request' } as const
const waiting = ['draftedDear', 'approvalRequested'] as const
const refundWaiting = ['depositPaid', 'refundRequested'] as const

export const approvalRows: Readonly<Record<string, Row>> = {
  'GET /api/approvals': {
    kind: 'list',
    who: readers,
    ask: [
      () => ({ url: '/api/approvals' }),
      () => ({ url: '/api/approvals?tab=mine' }),
      () => ({ url: '/api/approvals?tab=decided' }),
      () => ({ url: '/api/approvals?tab=current' }),
    ],
    shows: () => ['"items"'],
  },
  'GET /api/approvals/counts': {
    kind: 'list',
    who: readers,
    ask: [() => ({ url: '/api/approvals/counts' })],
    shows: () => ['"forMe"'],
  },
  'GET /api/approvals/delegations': {
    kind: 'list',
    who: leaders,
    ask: [() => ({ url: '/api/approvals/delegations' })],
    shows: () => ['"approvers"'],
  },
  'POST /api/approvals/delegations': {
    kind: 'write',
    inTurn: true,
    who: leaders,
    ask: (lot, world) => delegation(lot.dealerId, world.makers.D1.staff.salesManager, world),
    make: async (world, place, { role }) => {
      const { dealerId, staff } = makerOf(world, place)
      return delegation(dealerId, role === 'dealer-manager' ? staff.salesManager : staff.dealerManager, world)
    },
  },
  'POST /api/sales/:id/approvals': {
    ...step('approvalRequested', ['draftedDear'], sellers),
    refuses: { 'dealer-manager': 'approval.not-needed' },
  },
  'POST /api/sales/:id/approvals/:approvalId/confirmation': {
    ...step('approvalGiven', waiting, leaders),
    refuses: asker,
  },
  'POST /api/sales/:id/approvals/:approvalId/refusal': {
    ...step('approvalRefused', waiting, leaders),
    refuses: asker,
  },
  'POST /api/sales/:id/approvals/:approvalId/counter-offer': {
    ...step('countered', waiting, leaders),
    refuses: asker,
  },
  'POST /api/sales/:id/approvals/:approvalId/counter-offer/acceptance': step(
    'offerAccepted',
    [...waiting, 'countered'],
    sellers,
  ),
  'POST /api/sales/:id/approvals/:approvalId/withdrawal': {
    ...step('approvalWithdrawn', waiting, sellers),
    refuses: { consultant: 'approval.not-requester', 'dealer-manager': 'approval.not-requester' },
  },
  'POST /api/sales/:id/refunds': step('refundRequested', ['depositPaid'], { ...sellers, finance: 'store' }),
  'POST /api/sales/:id/refunds/:refundId/approval': {
    ...step('refundApproved', refundWaiting, leaders),
    refuses: { 'sales-manager': 'refund.own-request' },
  },
  'POST /api/sales/:id/refunds/:refundId/refusal': {
    ...step('refundRefused', refundWaiting, leaders),
    refuses: { 'sales-manager': 'refund.own-request' },
  },
  'POST /api/sales/:id/refunds/:refundId/payment': step(
    'refundPaid',
    [...refundWaiting, 'refundApproved'],
    cashiers,
  ),
  'POST /api/approvals/delegations/:id/revocation': {
    kind: 'write',
    inTurn: true,
    who: leaders,
    ask: (lot, world) => ({
      url: `/api/approvals/delegations/${world.delegations[lot.dealerId]}/revocation`,
    }),
    make: async (world, place) => {
      const id = await delegateAt(makerOf(world, place), nextDay(world))
      return { url: `/api/approvals/delegations/${id}/revocation` }
    },
  },
}

let day = 0

/** Each delegation on a day of its own, so that no two overlap. */
function nextDay({ server }: World): string {
  day += 1
  return new Date(server.services.ports.now().getTime() + day * 86_400_000).toISOString().slice(0, 10)
}

function delegation(dealerId: string, deputyId: string, world: World) {
  const on = nextDay(world)
  return { url: '/api/approvals/delegations', body: { dealerId, deputyId, from: on, to: on } }
}
