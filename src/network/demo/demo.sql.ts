import type { Tx } from '../../platform/server/database/connect.ts'

export async function isDemo(tx: Tx): Promise<boolean> {
  const row = await tx.selectFrom('installation').select('demo').executeTakeFirst()
  return row?.demo ?? false
}
