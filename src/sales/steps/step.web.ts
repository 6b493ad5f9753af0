import { createContext, useContext } from 'react'
import type { Contract } from '../../platform/contract.ts'
import { useAct } from '../../platform/web/answers/answers.ts'
import type { Waits } from '../../platform/web/answers/waiting.ts'
import type { Acted } from '../acts/acts.contract.ts'
import { possibleActions } from '../process/possible.rules.ts'
import type { Possibility } from '../process/refusal.contract.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { StepKind } from './step-kind.ts'

/** What the form of a step is given. */
export interface StepProps {
  page: SalePage
  /** Which of several: a quote, a payment, a test drive, a delivery item. */
  of?: string
  run: Run
  close: () => void
}

/** The step that one leads to at once: the drawer goes on to it instead of closing. */
export interface Follows {
  kind: StepKind
  of?: string
}

/** Sends a step on the version that was seen; a conflict is shown, and may be sent again on the newer one. */
export type Run = (send: (version: number) => Promise<Acted>, then?: Follows | null) => Promise<void>

/** Every step changes its sale, and with it the lists, the board and the day. */
export function saleTopics(saleId: string): string[] {
  return ['sales', `sales:${saleId}`]
}

/** Where a step was chosen, for one that must wait for the network. */
export const StepWaits = createContext<Waits | null>(null)

export function useStepAct<C extends Contract>(contract: C, page: { id: string }) {
  return useAct(contract, { topics: saleTopics(page.id), waits: useContext(StepWaits) }).act
}

/** What the reader may do with the sale at this moment, and why the rest may not be done. */
export function possibilitiesOf(page: SalePage, now: Date = new Date()): Possibility[] {
  const { process, state, actor, dealer } = page
  return possibleActions(process, state, actor, { at: now.toISOString(), timeZone: dealer.timeZone })
}
