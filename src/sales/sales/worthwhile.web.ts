import { useAnswer } from '../../platform/web/answers/answers.ts'
import type { Possibility } from '../process/refusal.contract.ts'
import { readEffectiveProcess } from '../processes/processes.contract.ts'
import { possibilitiesOf } from '../steps/step.web.ts'
import type { SalePage } from './sale-page.contract.ts'

/** What may be done with the sale; moving it to the store's process only where that is another one. */
export function useWorthwhile(page: SalePage): Possibility[] {
  const all = possibilitiesOf(page)
  const mayMove = all.some(each => each.kind === 'move-process' && each.possible)
  const { data } = useAnswer(
    readEffectiveProcess,
    { query: { organisationId: page.dealerId } },
    { enabled: mayMove, staleTime: 600_000 },
  )
  const moves = data !== undefined && data.definition.version !== page.state.processVersion
  return all.filter(each => each.kind !== 'move-process' || !each.possible || moves)
}
