import { businessDate } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Services } from '../../platform/server/services.ts'
import { type AgreementText, agreementOn } from './agreement.rules.ts'
import { clockOf } from './slots.rules.ts'
import { type AgreementRow, findAgreementFacts } from './test-drives.sql.ts'

/** The agreement of a drive in the words that hold today.
 *  @throws Problem request.not-found; sale.customer-missing while nobody is named who could sign */
export async function agreementOf(
  tx: Tx,
  services: Pick<Services, 'network'>,
  key: { dealerId: string; saleId: string; testDriveId: string },
  language: 'zh' | 'en',
  now: Date,
): Promise<AgreementText & { driverName: string }> {
  const row = await findAgreementFacts(tx, key)
  if (!row) throw problem('request.not-found')
  if (row.customerName === null) throw problem('sale.customer-missing')
  const timeZone = (await services.network.organisation(key.dealerId))?.timeZone ?? 'UTC'
  const { make, modelName, trimName, plate, stockNumber, escortName } = row
  const driverName = row.driverName ?? row.customerName
  const text = agreementOn(businessDate(now.toISOString(), timeZone), language, {
    dealerName: language === 'en' ? row.dealerNameEn : row.dealerNameZh,
    driverName,
    car: [make, trimName?.startsWith(modelName) ? null : modelName, trimName].filter(Boolean).join(' '),
    plate,
    stockNumber,
    slot: slotWord(row, timeZone),
    escortName,
  })
  return { ...text, driverName }
}

function slotWord({ startsAt, endsAt }: AgreementRow, timeZone: string): string {
  return `${businessDate(startsAt, timeZone)} ${clockOf(startsAt, timeZone)}–${clockOf(endsAt, timeZone)}`
}
