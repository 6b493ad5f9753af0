import { z } from 'zod'
import { BusinessDate, Flag, Id, line, several } from '../../platform/scalars.contract.ts'
import { Code, IntentLevel, StageCode, WayStage } from '../process/sale.contract.ts'

/** What narrows the sales of the list, its counts and its export. */
export const saleFilters = {
  /** customer's name, pinyin or initials; a phone or its last four digits; a sale's number; a VIN or its tail */
  q: line(100).optional(),
  dealerId: several(Id).optional(),
  stage: several(StageCode).optional(),
  ownerId: several(Id).optional(),
  source: several(Code).optional(),
  intentLevel: several(IntentLevel).optional(),
  modelId: Id.optional(),
  trimId: Id.optional(),
  customerId: Id.optional(),
  /** not yet ended: neither handed over, lost nor cancelled */
  open: Flag.optional(),
  /** the next follow-up was due before today */
  overdue: Flag.optional(),
  /** a loss is proposed and waits for a manager */
  lossProposed: Flag.optional(),
  /** longer in its stage than the process gives it */
  stuck: Flag.optional(),
  /** an inquiry of the last 30 days that nobody has answered */
  unanswered: Flag.optional(),
  /** came to this stage or a later one, wherever it stands now */
  reached: WayStage.optional(),
  /** spent a known time in this stage and left it */
  left: StageCode.optional(),
  /** why it was lost or cancelled; 'not-given' where nobody said */
  endReason: several(Code).optional(),
  /** why its contract was signed; 'not-given' where nobody said */
  winReason: several(Code).optional(),
  inquiredFrom: BusinessDate.optional(),
  inquiredTo: BusinessDate.optional(),
  contractedFrom: BusinessDate.optional(),
  contractedTo: BusinessDate.optional(),
  deliveredFrom: BusinessDate.optional(),
  deliveredTo: BusinessDate.optional(),
  closedFrom: BusinessDate.optional(),
  closedTo: BusinessDate.optional(),
}
export const SaleFilter = z.strictObject(saleFilters)
export type SaleFilter = z.infer<typeof SaleFilter>

/** newest first; follow-up due first; dearest first; longest in its stage first */
export const SaleOrder = z.enum(['newest', 'follow-up', 'amount', 'stage-since'])
export type SaleOrder = z.infer<typeof SaleOrder>
