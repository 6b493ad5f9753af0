import { addDays } from '../../../platform/business-date.ts'
import type { ActionOf } from '../action.contract.ts'
import type { ProcessDefinition } from '../process.contract.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { IntentLevel, StageCode } from '../sale.contract.ts'
import { type Decide, type Draft, refuse, type Scene } from '../scene.rules.ts'

export const planFollowUp: Decide<'plan-follow-up'> = (scene, action) => {
  const next = planned(
    scene.process,
    action.followUp,
    levelAfter(scene, action),
    scene.today,
    action.intentLevel,
  )
  return 'code' in next ? next : [{ ...next, to: scene.to }]
}

export const completeFollowUp: Decide<'complete-follow-up'> = (scene, action) => {
  const { process, sale } = scene
  const { followUp } = sale
  if (followUp?.id !== action.followUpId) return refuse('follow-up.unknown', {}, { field: 'followUpId' })
  if (!process.followUpResults.includes(action.result)) {
    return refuse('sale.code-unknown', { given: action.result }, { field: 'result' })
  }
  if (!action.next && isNextRequired(scene)) return refuse('follow-up.next-required', {}, { field: 'next' })
  const { result, intentLevel, channel } = action
  const facts = { followUpId: followUp.id, dueOn: followUp.dueOn, result, intentLevel }
  const completed: Draft = { action: 'follow-up-completed', facts, channel, to: scene.to }
  if (!action.next) return [completed]
  const next = planned(process, action.next, levelAfter(scene, action), scene.today, null)
  return 'code' in next ? next : [completed, next]
}

/** The next follow-up as an event; without a date it falls due by the intent level. */
export function planned(
  process: ProcessDefinition,
  followUp: { id: string; dueOn: string | null },
  level: IntentLevel | null,
  today: string,
  newLevel: IntentLevel | null,
): Extract<Draft, { action: 'follow-up-planned' }> | Refusal {
  const dueOn = followUp.dueOn ?? addDays(today, process.followUpDays[level ?? 'C'])
  if (dueOn < today) return refuse('follow-up.due-in-past', { dueOn }, { field: 'dueOn' })
  return { action: 'follow-up-planned', facts: { followUpId: followUp.id, dueOn, intentLevel: newLevel } }
}

const openStages: readonly StageCode[] = ['inquiry', 'showing', 'test-drive', 'negotiation']

/** A customer who is still deciding, and not about to be given up, is not left without a next contact. */
function isNextRequired({ process, sale }: Scene): boolean {
  return process.nextFollowUpRequired && sale.loss === null && openStages.includes(sale.stage)
}

function levelAfter(
  { sale }: Scene,
  action: ActionOf<'plan-follow-up'> | ActionOf<'complete-follow-up'>,
): IntentLevel | null {
  return action.intentLevel ?? sale.intentLevel
}
