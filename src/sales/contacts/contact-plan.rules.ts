import { addDays } from '../../platform/business-date.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import { type ContactResult, endStages, type IntentLevel, type Sale } from '../process/sale.contract.ts'

/** What one tap on a result records. */
export interface ContactPlan {
  /** the due follow-up that this contact was, if it was one */
  readonly completes: string | null
  /** when to get in touch again; null leaves what is planned */
  readonly dueOn: string | null
}

/** A contact on the day of its follow-up, or later, is that follow-up. Who was not reached, or asked to be called
 *  back, is called tomorrow; who was reached, when the level says so.
 *  @param today the store's business date */
export function planOf(
  process: Pick<ProcessDefinition, 'followUpDays' | 'followUpResults'>,
  sale: Pick<Sale, 'stage' | 'followUp' | 'intentLevel'>,
  result: ContactResult,
  level: IntentLevel | null,
  today: string,
): ContactPlan {
  if (endStages.includes(sale.stage)) return { completes: null, dueOn: null }
  const isDue = sale.followUp !== null && sale.followUp.dueOn <= today
  const completes = isDue && process.followUpResults.includes(result) ? (sale.followUp?.id ?? null) : null
  if (result !== 'reached') return { completes, dueOn: addDays(today, 1) }
  const newLevel = level !== null && level !== sale.intentLevel
  if (!isDue && !newLevel && sale.followUp) return { completes, dueOn: null }
  return { completes, dueOn: addDays(today, process.followUpDays[level ?? sale.intentLevel ?? 'C']) }
}
