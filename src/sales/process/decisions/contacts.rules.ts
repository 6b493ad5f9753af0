import { endStages } from '../sale.contract.ts'
import { type Decide, type Draft, refuse } from '../scene.rules.ts'
import { planned } from './follow-ups.rules.ts'

export const writeNote: Decide<'write-note'> = (_, { noteId }) => [
  { action: 'note-written', facts: { noteId } },
]

/** A call or a message, and with it the next follow-up where one is asked for. */
export const recordContact: Decide<'record-contact'> = ({ process, sale, today }, action) => {
  const { contactId, channel, direction, result, intentLevel, next } = action
  const facts = { contactId, direction, result, intentLevel }
  const recorded: Draft = { action: 'contact-recorded', facts, channel }
  if (!next) return [recorded]
  if (endStages.includes(sale.stage)) return refuse('sale.closed', { stage: sale.stage }, { field: 'next' })
  const plan = planned(process, next, intentLevel ?? sale.intentLevel, today, null)
  return 'code' in plan ? plan : [recorded, plan]
}
