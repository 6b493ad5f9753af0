import { Link } from '@tanstack/react-router'
import { money, percent } from '../../platform/web/kit/figures.ts'
import { Mark, type Tone } from '../../platform/web/kit/Mark.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useMe } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { codeWord, salesWords, sinceWord, trimWord } from '../sale-words.web.ts'
import type { Steps } from '../sales/use-steps.web.ts'
import { prepareStep } from '../steps/prepare-step.web.ts'
import type { StepKind } from '../steps/step-kind.ts'
import type { ApprovalItem } from './approval-list.contract.ts'
import { approvalWords } from './approvals.words.ts'

const kindTones: Readonly<Record<ApprovalItem['kind'], Tone>> = {
  discount: 'blue',
  refund: 'amber',
  loss: 'red',
}

/** One thing to decide: what it costs, who asks and why, how long it waits, the sale, and the buttons. */
export function ApprovalCard({ item, steps }: { item: ApprovalItem; steps: Steps }) {
  const t = useWords(approvalWords)
  const w = useWords(salesWords)
  const { customer, trim, number, requestedBy, note, decidedBy, decidedAt, onBehalfOf, decisionNote } = item
  const isOpen = item.waitsFor !== null
  return (
    <li className="approval">
      <div className="approval-what">
        <p className="approval-top">
          <Mark tone={kindTones[item.kind]}>{t(`kind.${item.kind}`)}</Mark>
          <Link to="/sales/$id" params={{ id: item.saleId }} className="approval-name">
            {customer?.name ?? w('sale.noCustomer')}
          </Link>
          <span className="quiet">{[trim ? trimWord(trim) : null, number].filter(Boolean).join(' · ')}</span>
        </p>
        <p className="approval-cost num">
          <Cost item={item} />
        </p>
        <p className="approval-more">
          {reasonWord(item)}
          {requestedBy && ` · ${t('by', { name: requestedBy.name })}`} ·{' '}
          {isOpen ? (
            <span className={isLong(item) ? 'is-late' : undefined}>
              {t('since', { time: sinceWord(item.requestedAt) })}
            </span>
          ) : (
            <Dated at={item.requestedAt} />
          )}
          {note && <span className="approval-note">“{note}”</span>}
        </p>
        {decidedAt && (
          <p className="approval-more">
            <strong>{t(`state.${item.state}`)}</strong>
            {item.decisionReason && ` · ${t(`decision.${item.decisionReason as 'other'}`)}`}
            {decidedBy && ` · ${t('decidedBy', { name: decidedBy.name })}`}
            {onBehalfOf && ` · ${t('behalf', { name: onBehalfOf.name })}`} · <Dated at={decidedAt} />
            {decisionNote && <span className="approval-note">“{decisionNote}”</span>}
          </p>
        )}
      </div>
      <Actions item={item} steps={steps} />
    </li>
  )
}

/** Money, and of what it is a part. */
function Cost({ item }: { item: ApprovalItem }) {
  const t = useWords(approvalWords)
  if (item.kind === 'discount') {
    const { concessionMinor, listPriceMinor, currency, offerMinor } = item
    return (
      <>
        <b>{money(concessionMinor, currency)}</b> {percent(concessionMinor / listPriceMinor, 1)}
        {offerMinor !== null && ` · ${t('sum.offer')} ${money(offerMinor, currency)}`}
      </>
    )
  }
  if (item.kind === 'refund') {
    const { amountMinor, keptMinor, currency, purpose } = item
    return (
      <>
        <b>{money(amountMinor, currency)}</b> {t(`purpose.${purpose}`)}
        {keptMinor > 0 && ` · ${t('sum.kept')} ${money(keptMinor, currency)}`}
      </>
    )
  }
  return item.amountMinor === null || !item.currency ? null : <b>{money(item.amountMinor, item.currency)}</b>
}

function reasonWord(item: ApprovalItem): string {
  if (item.kind === 'loss') return codeWord('lossReason', item.reason)
  if (item.kind === 'refund') return approvalWords(`refundReason.${item.reason as 'other'}`)
  return approvalWords(`reason.${item.reason as 'other'}`)
}

const longMs = 4 * 3_600_000

function isLong({ requestedAt }: ApprovalItem): boolean {
  return Date.now() - Date.parse(requestedAt) > longMs
}

type Choice = readonly [
  kind: StepKind,
  word: 'approve' | 'refuse' | 'counter' | 'accept' | 'pay' | 'confirm' | 'decline' | 'withdraw',
]

/** What the reader may do about it, the main thing last: at the thumb. */
function choicesOf(item: ApprovalItem, readerId: string): readonly Choice[] {
  if (item.waitsFor === 'requester') return item.forMe ? [['accept-counter-offer', 'accept']] : []
  if (item.waitsFor === 'payment') return item.forMe ? [['pay-refund', 'pay']] : []
  if (item.waitsFor !== 'decision') return []
  if (item.kind === 'discount' && item.requestedBy?.id === readerId)
    return [['withdraw-approval', 'withdraw']]
  if (item.kind === 'discount' && item.hindrance === 'limit') return [['counter-offer', 'counter']]
  if (!item.forMe) return []
  if (item.kind === 'refund')
    return [
      ['refuse-refund', 'refuse'],
      ['approve-refund', 'approve'],
    ]
  if (item.kind === 'loss')
    return [
      ['decline-loss', 'decline'],
      ['confirm-loss', 'confirm'],
    ]
  return [
    ['refuse-approval', 'refuse'],
    ['counter-offer', 'counter'],
    ['give-approval', 'approve'],
  ]
}

function Actions({ item, steps }: { item: ApprovalItem; steps: Steps }) {
  const t = useWords(approvalWords)
  const choices = choicesOf(item, useMe().staff.id)
  const name = item.customer?.name
  return (
    <div className="approval-actions">
      {item.waitsFor && !item.forMe && (
        <span className="quiet">
          {item.hindrance && item.hindrance !== 'role'
            ? t(`why.${item.hindrance}`)
            : t(`waits.${item.waitsFor}`)}
        </span>
      )}
      {!item.waitsFor && !item.decidedAt && <Mark>{t(`state.${item.state}`)}</Mark>}
      {choices.map(([kind, word], index) => (
        <button
          key={kind}
          type="button"
          className={index === choices.length - 1 ? 'do is-main' : 'do'}
          aria-label={name ? `${t(word)} · ${name}` : undefined}
          onPointerEnter={() => prepareStep(item.saleId)}
          onClick={() => steps.open(kind, { sale: item.saleId, of: item.id })}
        >
          {t(word)}
        </button>
      ))}
    </div>
  )
}
