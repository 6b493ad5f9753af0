import type { Tone } from '../../platform/web/kit/Mark.tsx'
import type { ApprovalItem } from './approval-list.contract.ts'

/** How a request stands, as a colour beside its word. */
export function toneOf(state: ApprovalItem['state']): Tone {
  if (state === 'pending') return 'blue'
  if (state === 'refused' || state === 'declined') return 'red'
  if (state === 'countered' || state === 'approved') return 'amber'
  return state === 'withdrawn' || state === 'lapsed' ? 'grey' : 'green'
}
