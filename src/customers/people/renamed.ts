import type { Tx } from '../../platform/server/database/connect.ts'

/** A slice above that keeps what a customer is found by: told in the transaction that changed the name. */
export type Renamed = (tx: Tx, dealerId: string, customerIds: readonly string[]) => Promise<void>
