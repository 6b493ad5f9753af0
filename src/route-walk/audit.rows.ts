import type { Row } from './row.ts'

/** The log says which record, never what stands in it. */
const names = ['customer', 'lead', 'sale', 'car', 'key'] as const

const auditors = { 'dealer-manager': 'store', administrator: 'below' } as const

export const auditRows: Readonly<Record<string, Row>> = {
  'GET /api/audit': {
    kind: 'list',
    who: auditors,
    ask: [() => ({ url: '/api/audit?limit=100' })],
    names,
    shows: () => [],
  },
  'GET /api/audit/export': {
    kind: 'list',
    who: auditors,
    ask: [() => ({ url: '/api/audit/export?format=csv' }), () => ({ url: '/api/audit/export?format=xlsx' })],
    names,
    shows: () => [],
  },
}
