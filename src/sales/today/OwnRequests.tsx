import { useAnswer } from '../../platform/web/answers/answers.ts'
import { money } from '../../platform/web/kit/figures.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { type ApprovalItem, listApprovals } from '../approvals/approval-list.contract.ts'
import { toneOf } from '../approvals/approval-tones.web.ts'
import { approvalWords } from '../approvals/approvals.words.ts'
import { sinceWord } from '../sale-words.web.ts'
import type { Steps } from '../sales/use-steps.web.ts'
import { Do, Section, Work } from './Work.tsx'

const shown = 10

/** What one asked a manager for: what came back first, then what waits. */
export function OwnRequests({ steps }: { steps: Steps }) {
  const t = useWords(approvalWords)
  const { data } = useOwnRequests()
  const items = (data?.items ?? []).toSorted((one, other) => rank(one) - rank(other))
  if (items.length === 0) return null
  return (
    <Section id="own-requests" title={t('own')} count={items.length} shown={shown}>
      {items.slice(0, shown).map(item => (
        <Request key={item.id} item={item} steps={steps} />
      ))}
    </Section>
  )
}

function useOwnRequests() {
  const { dealer } = useDealer()
  const mayAsk = useMay('approvals', 'read')
  return useAnswer(
    listApprovals,
    { query: { dealerId: dealer?.id, tab: 'current' } },
    { topics: ['sales', 'approvals'], enabled: mayAsk },
  )
}

/** A counter-offer wants an answer, a decision wants to be known, the rest waits. */
function rank({ waitsFor, state }: ApprovalItem): number {
  if (waitsFor === 'requester') return 0
  return state === 'pending' ? 2 : 1
}

function Request({ item, steps }: { item: ApprovalItem; steps: Steps }) {
  const t = useWords(approvalWords)
  const { decidedAt, decidedBy, requestedAt, customer, saleId, id, waitsFor, decisionNote } = item
  const said =
    decidedAt && decidedBy
      ? t('decidedAgo', { name: decidedBy.name, time: sinceWord(decidedAt) })
      : t('since', { time: sinceWord(requestedAt) })
  return (
    <Work
      about={item}
      owner={false}
      why={
        <>
          {t(`kind.${item.kind}`)} {costOf(item)}
        </>
      }
      more={
        <>
          <Mark tone={toneOf(item.state)}>{t(`state.${item.state}`)}</Mark> {said}
          {decisionNote && ` · “${decisionNote}”`}
        </>
      }
      actions={
        waitsFor === 'requester' && (
          <Do
            main
            label={t('accept')}
            about={customer?.name}
            onClick={() => steps.open('accept-counter-offer', { sale: saleId, of: id })}
          />
        )
      }
    />
  )
}

function costOf(item: ApprovalItem): string {
  if (item.kind === 'discount') return money(item.offerMinor ?? item.concessionMinor, item.currency)
  if (item.kind === 'refund') return money(item.amountMinor, item.currency)
  return ''
}
