import { createHash } from 'node:crypto'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Checklist } from '../process/hand-over.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import { type ChecklistText, checkedContent, checklistTextOf } from './checklist-text.rules.ts'
import { type CheckRow, findChecklistNames, findChecks } from './checklists.sql.ts'

export interface StoredChecklist {
  readonly checks: readonly CheckRow[]
  readonly contentSha256: string
  readonly signerName: string
  readonly textIn: (language: 'zh' | 'en') => ChecklistText
}

/** The checklist as its rows have it, which is what is signed and what a signature is held against.
 *  @throws Problem request.not-found */
export async function storedChecklist(
  tx: Tx,
  sale: Pick<Sale, 'id' | 'dealerId'>,
  checklist: Checklist,
): Promise<StoredChecklist> {
  const { dealerId, id: saleId } = sale
  const names = await findChecklistNames(tx, { dealerId, saleId, episodeId: checklist.episodeId })
  if (!names) throw problem('request.not-found')
  const checks = await findChecks(tx, dealerId, checklist.id)
  const { make, modelName, trimName, dealerNameZh, dealerNameEn } = names
  const car = [make, trimName?.startsWith(modelName ?? ' ') ? null : modelName, trimName]
  const vin = names.vin ?? ''
  const signerName = names.customerName ?? ''
  return {
    checks,
    contentSha256: createHash('sha256').update(checkedContent(vin, checks)).digest('hex'),
    signerName,
    textIn: language =>
      checklistTextOf(language, {
        dealerName: language === 'en' ? dealerNameEn : dealerNameZh,
        customerName: signerName,
        car: car.filter(Boolean).join(' '),
        vin,
        checks,
      }),
  }
}

/** A signature stands only over what it was given for.
 *  @throws Problem delivery.checklist-changed when what is stored is no longer what was signed */
export async function requireAsSigned(tx: Tx, sale: Sale): Promise<void> {
  const { checklist } = sale
  if (!checklist?.signature) return
  const { contentSha256 } = await storedChecklist(tx, sale, checklist)
  if (contentSha256 !== checklist.signature.contentSha256) throw problem('delivery.checklist-changed')
}
