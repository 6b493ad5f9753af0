import type { Contract } from '../../platform/contract.ts'
import { useAct } from '../../platform/web/answers/answers.ts'
import type { Acted } from '../acts/acts.contract.ts'
import { type ActionKind, actionKinds } from '../process/action.contract.ts'
import { possibleActions } from '../process/possible.rules.ts'
import type { Possibility } from '../process/refusal.contract.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'

/** The actions that a person takes on an existing sale; the others are begun elsewhere or by the system. */
export type StepKind = Exclude<ActionKind, 'open-inquiry' | 'import-sale' | 'expire-reservation'>

/** What the form of a step is given. */
export interface StepProps {
  page: SalePage
  /** Which of several: a quote, a payment, a test drive, a delivery item. */
  of?: string
  run: Run
  close: () => void
}

/** Sends a step on the version that was seen; a conflict is shown, and may be sent again on the newer one. */
export type Run = (send: (version: number) => Promise<Acted>) => Promise<void>

/** Every step changes its sale, and with it the lists, the board and the day. */
export function saleTopics(saleId: string): string[] {
  return ['sales', `sales:${saleId}`]
}

export function useStepAct<C extends Contract>(contract: C, page: { id: string }) {
  return useAct(contract, { topics: saleTopics(page.id) }).act
}

/** What the reader may do with the sale at this moment, and why the rest may not be done. */
export function possibilitiesOf(page: SalePage, now: Date = new Date()): Possibility[] {
  const { process, state, actor, dealer } = page
  return possibleActions(process, state, actor, { at: now.toISOString(), timeZone: dealer.timeZone })
}

const elsewhere: readonly ActionKind[] = ['open-inquiry', 'import-sale', 'expire-reservation']

export function isStep(kind: string): kind is StepKind {
  return actionKinds.some(each => each === kind && !elsewhere.includes(each))
}
