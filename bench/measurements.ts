import type { Measurement } from './bench-row.ts'

/** The benchmark, by name, in the order of its table. */
export const measurements: Readonly<Record<string, () => Promise<Measurement>>> = {
  'advance-vs-pgbench': () => import('./sales/advance-vs-pgbench.ts'),
  'walk-in-capture': () => import('./sales/walk-in-capture.ts'),
  'sales-list-growth': () => import('./sales/sales-list-growth.ts'),
  'overview-million': () => import('./sales/overview-million.ts'),
  'quote-recompute': () => import('./sales/quote-recompute.ts'),
  'import-vs-copy': () => import('./inventory/import-vs-copy.ts'),
  'cold-start': () => import('./server/cold-start.ts'),
  stop: () => import('./server/stop.ts'),
  'board-js': () => import('./web/board-js.ts'),
  'board-drag': () => import('./web/board-drag.ts'),
  'demo-load': () => import('./demo/demo-load.ts'),
  lighthouse: () => import('./web/lighthouse.ts'),
  'live-latency': () => import('./server/live-latency.ts'),
}
