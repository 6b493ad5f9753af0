import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { DriverRelation } from '../process/sale.contract.ts'

export interface DriveKey {
  readonly dealerId: string
  readonly saleId: string
  readonly testDriveId: string
}

export interface NewDriver extends DriveKey {
  readonly id: string
  readonly name: string
  readonly relation: DriverRelation
  readonly licenceSealed: Buffer
  readonly by: string | null
  readonly now: Date
}

export async function insertDriver(tx: Tx, driver: NewDriver): Promise<void> {
  await tx
    .insertInto('test_drive_drivers')
    .values({
      dealer_id: driver.dealerId,
      id: driver.id,
      sale_id: driver.saleId,
      test_drive_id: driver.testDriveId,
      name: driver.name,
      relation: driver.relation,
      licence_sealed: driver.licenceSealed,
      named_by: driver.by,
      named_at: driver.now.toISOString(),
    })
    .execute()
}

/** Whoever was named before does not drive: of their licence nothing is kept. */
export async function replaceDriver(
  tx: Tx,
  { dealerId, saleId, testDriveId }: DriveKey,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('test_drive_drivers')
    .set({ replaced_at: now.toISOString(), licence_sealed: null })
    .where('dealer_id', '=', dealerId)
    .where('sale_id', '=', saleId)
    .where('test_drive_id', '=', testDriveId)
    .where('replaced_at', 'is', null)
    .execute()
}

export interface FoundDriver {
  readonly id: string
  readonly name: string
  readonly relation: DriverRelation
  readonly licenceSealed: Buffer
}

/** Who is named to drive now. */
export async function findDriver(
  tx: Tx,
  { dealerId, saleId, testDriveId }: DriveKey,
): Promise<FoundDriver | undefined> {
  const { rows } = await sql<FoundDriver>`
    select id, name, relation, licence_sealed as "licenceSealed" from test_drive_drivers
     where dealer_id = ${dealerId} and sale_id = ${saleId} and test_drive_id = ${testDriveId}
       and replaced_at is null`.execute(tx)
  return rows[0]
}
