import { addDays } from '../../platform/business-date.ts'
import { useAct } from '../../platform/web/answers/answers.ts'
import { date } from '../../platform/web/kit/figures.ts'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { planFollowUp } from '../follow-ups/follow-ups.contract.ts'
import { inWords } from '../refusal-words.web.ts'
import { doorWords } from './follow-up-line.words.ts'
import type { Today } from './today.contract.ts'

type Due = Today['followUps'][number]
const undoMs = 8_000

/** Puts a follow-up off until tomorrow; for a moment it can be taken back, an overdue one to today.
 *  @param today the store's business date */
export function usePostpone(today: string): (followUp: Due) => void {
  const { act } = useAct(planFollowUp, { topics: ['sales'] })
  const plan = (id: string, dueOn: string, ifMatch: number) =>
    act({ params: { id }, body: { dueOn }, ifMatch })
  const undo = (followUp: Due, version: number) =>
    void plan(followUp.saleId, followUp.dueOn < today ? today : followUp.dueOn, version).catch(told)
  return followUp => {
    const { saleId, saleVersion, customer, number } = followUp
    const dueOn = addDays(today, 1)
    void plan(saleId, dueOn, saleVersion).then(({ version }) => {
      notice({
        text: doorWords('postponed', { name: customer?.name ?? number, date: date(dueOn) }),
        forMs: undoMs,
        action: { label: doorWords('undo'), run: () => undo(followUp, version) },
      })
    }, told)
  }
}

function told(failure: unknown) {
  problemNotice(inWords(failure))
}
