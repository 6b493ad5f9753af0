import { dateTimeShort, money, percent } from '../../platform/web/kit/figures.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import type { Approval, Refund } from '../process/sale.contract.ts'
import { PaperActions } from '../sales/SalePapers.tsx'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { Steps } from '../sales/use-steps.web.ts'
import { toneOf } from './approval-tones.web.ts'
import { approvalWords } from './approvals.words.ts'

interface PanelProps {
  page: SalePage
  steps: Steps
}

/** What was asked of managers about this sale and what they said: discounts and money back, the newest first. */
export function RequestsPanel({ page, steps }: PanelProps) {
  const t = useWords(approvalWords)
  const { approvals, refunds } = page.state
  const entries = [
    ...approvals.map(approval => ({ at: approval.requestedAt, approval, refund: null })),
    ...refunds.map(refund => ({ at: refund.requestedAt, approval: null, refund })),
  ].toSorted((one, other) => (one.at < other.at ? 1 : -1))
  return (
    <section className="panel side-panel">
      <h2>{t('ofSale')}</h2>
      <ul className="papers">
        {entries.map(({ approval, refund }) =>
          approval ? (
            <Discount key={approval.id} page={page} steps={steps} approval={approval} />
          ) : (
            <MoneyBack key={refund.id} page={page} steps={steps} refund={refund} />
          ),
        )}
      </ul>
    </section>
  )
}

function Discount({ page, steps, approval }: PanelProps & { approval: Approval }) {
  const t = useWords(approvalWords)
  const { id, state, reason, concessionMinor, listPriceMinor, offerMinor, quoteId } = approval
  const currency = page.state.quotes.find(quote => quote.id === quoteId)?.currency
  const sum = (minor: number) => (currency ? money(minor, currency) : '')
  return (
    <li>
      <span className="paper-top">
        <strong>
          {t('kind.discount')} {sum(concessionMinor)} {percent(concessionMinor / listPriceMinor, 1)}
        </strong>
        <Mark tone={toneOf(state)}>{t(`state.${state}`)}</Mark>
      </span>
      <small>
        {[
          t(`reason.${reason}`),
          offerMinor !== null && `${t('sum.offer')} ${sum(offerMinor)}`,
          ...saidOf(page, approval),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
      <PaperActions
        page={page}
        steps={steps}
        of={id}
        kinds={
          state === 'pending'
            ? ['give-approval', 'refuse-approval', 'withdraw-approval']
            : state === 'countered'
              ? ['accept-counter-offer']
              : []
        }
      />
    </li>
  )
}

function MoneyBack({ page, steps, refund }: PanelProps & { refund: Refund }) {
  const t = useWords(approvalWords)
  const { id, state, purpose, reason, amountMinor } = refund
  const currency = page.amounts.currency
  return (
    <li>
      <span className="paper-top">
        <strong>
          {t(`purpose.${purpose}`)}{' '}
          {amountMinor === 0 ? t('nothingToPay') : currency && money(amountMinor, currency)}
        </strong>
        <Mark tone={toneOf(state)}>{t(`state.${state}`)}</Mark>
      </span>
      <small>{[t(`refundReason.${reason}`), ...saidOf(page, refund)].join(' · ')}</small>
      <PaperActions
        page={page}
        steps={steps}
        of={id}
        kinds={
          state === 'pending'
            ? ['approve-refund', 'refuse-refund']
            : state === 'approved'
              ? ['pay-refund', 'refuse-refund']
              : []
        }
      />
    </li>
  )
}

type Asked = Pick<Approval, 'requestedBy' | 'requestedAt' | 'decidedBy' | 'decidedAt'> &
  Partial<Pick<Approval, 'onBehalfOf'>>

/** Who asked and who answered, and when. */
function saidOf(
  page: SalePage,
  { requestedBy, requestedAt, decidedBy, decidedAt, onBehalfOf }: Asked,
): string[] {
  const t = approvalWords
  const when = (at: string) => dateTimeShort(at, new Date(), page.dealer.timeZone)
  const name = (id: string | null | undefined) => page.people.find(each => each.id === id)?.name
  const [asker, decider, absent] = [name(requestedBy), name(decidedBy), name(onBehalfOf)]
  return [
    asker ? `${t('by', { name: asker })} ${when(requestedAt)}` : when(requestedAt),
    decidedAt &&
      [decider && t('decidedBy', { name: decider }), absent && t('behalf', { name: absent }), when(decidedAt)]
        .filter(Boolean)
        .join(' '),
  ].filter((piece): piece is string => Boolean(piece))
}
