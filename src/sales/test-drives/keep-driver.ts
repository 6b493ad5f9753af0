import { normaliseIdNumber } from '../../customers/people/identity.rules.ts'
import type { Seals } from '../../platform/server/crypto/seals.ts'
import { invalid } from '../../platform/server/page.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import type { OtherDriver } from '../process/sale.contract.ts'
import { sealLicence } from './driver-seals.ts'
import type { DriverInput } from './drivers.contract.ts'
import { insertDriver, replaceDriver } from './drivers.sql.ts'

/** Keeps who drives, in the step's own transaction: when the step is refused, they are gone with it.
 *  @returns what the step says of them: neither name nor number
 *  @throws Problem request.invalid for a number that no document has */
export async function keepDriver(
  { tx, sale, actor, now, newId }: ActScene,
  seals: Seals,
  testDriveId: string,
  input: DriverInput | null,
): Promise<OtherDriver | null> {
  const key = { dealerId: sale.dealerId, saleId: sale.id, testDriveId }
  const number = input && normaliseIdNumber(input.licenceNumber)
  if (input && number === null) throw invalid('driver.licenceNumber', 'licence-number')
  await replaceDriver(tx, key, now)
  if (!input || !number) return null
  const { name, relation } = input
  const driverId = newId()
  const licenceSealed = sealLicence(seals, sale.dealerId, number)
  await insertDriver(tx, { ...key, id: driverId, name, relation, licenceSealed, by: actor.id, now })
  return { driverId, relation }
}
