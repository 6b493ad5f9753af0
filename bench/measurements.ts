import type { Measurement } from './bench-row.ts'

/** The benchmark, by name, in the order of its table. */
export const measurements: Readonly<Record<string, () => Promise<Measurement>>> = {
  'advance-vs-pgbench': () => import('./sales/advance-vs-pgbench.ts'),
  'sales-list-growth': () => import('./sales/sales-list-growth.ts'),
  'import-vs-copy': () => import('./import-vs-copy.ts'),
  'demo-load': () => import('./demo/demo-load.ts'),
}
