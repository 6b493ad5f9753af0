import { useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useState } from 'react'
import { businessDate } from '../../platform/business-date.ts'
import { date } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { RefusalCode } from '../process/refusal.contract.ts'
import { MarkedItem } from '../process/sale.contract.ts'
import { inWords, refusalWords, roleWord } from '../refusal-words.web.ts'
import { salesWords } from '../sale-words.web.ts'
import type { ChecklistItem, SalePage } from '../sales/sale-page.contract.ts'
import { possibilitiesOf, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { markItem, unmarkItem } from './deliveries.contract.ts'
import './checklist.css'

/** The gate of the delivery: what is done, by whom, and who owes the rest. */
export function Checklist({ page }: { page: SalePage }) {
  return (
    <ul className="checklist">
      {page.checklist.map(item => (
        <Item key={item.item} page={page} item={item} />
      ))}
    </ul>
  )
}

function Item({ page, item }: { page: SalePage; item: ChecklistItem }) {
  const t = useWords(salesWords)
  const { timeZone } = page.dealer
  const said = item.doneAt
    ? t('sale.doneBy', {
        name: item.doneBy?.name ?? t('sale.somebody'),
        date: date(businessDate(item.doneAt, timeZone)),
      })
    : t('sale.owedBy', { role: roleWord(item.owedBy) })
  return (
    <li className={item.done ? 'is-done' : ''}>
      <Icon name={item.done ? 'check' : 'clock'} />
      <span>
        <span className="checklist-name">
          {t(`item.${item.item}`)}
          <span className="sr">{t(item.done ? 'sale.gateMet' : 'sale.gateUnmet')}</span>
        </span>
        <small>
          {item.done && !item.doneAt ? t('sale.settled') : said}
          {item.invoiceNumber && ` · ${item.invoiceNumber}`}
        </small>
      </span>
      <ItemAction page={page} item={item} />
    </li>
  )
}

/** Not this person's affair, or over: no button, rather than one that cannot be pressed. */
const silent: readonly RefusalCode[] = ['sale.forbidden', 'sale.closed', 'delivery.already-done']

/** One press for a tick; an invoice and taking back ask first. */
function ItemAction({ page, item }: { page: SalePage; item: ChecklistItem }) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const navigate = useNavigate()
  const [pending, setPending] = useState(false)
  const tick = useStepAct(markItem, page)
  const untick = useStepAct(unmarkItem, page)
  const marked = MarkedItem.safeParse(item.item)
  if (!marked.success) return null
  const kind = item.done ? 'unmark-item' : 'mark-item'
  const all = possibilitiesOf(page)
  // The inspection is met by its signed checklist, not by a tick.
  const found =
    kind === 'mark-item' && item.item === 'joint-inspection'
      ? all.find(each => each.kind === 'inspect-car')
      : all.find(each => each.kind === kind && each.item === item.item)
  if (!found || (!found.possible && silent.includes(found.refusal.code))) return null
  const inspects = kind === 'mark-item' && item.item === 'joint-inspection'
  const open = () =>
    void navigate({
      to: '/sales/$id',
      params: { id: page.id },
      search: inspects ? { do: 'inspect-car' } : { do: kind, of: item.item },
    })
  const params = { id: page.id }
  const mark = async () => {
    setPending(true)
    try {
      const acted = await tick({ params, body: { item: marked.data }, ifMatch: page.version })
      const takeBack = () => untick({ params: { ...params, item: marked.data }, ifMatch: acted.version })
      notice({
        text: w('sale.changed', { what: w(`item.${item.item}`) }),
        forMs: 8_000,
        action: {
          label: t('delivery.untick'),
          run: () => void takeBack().catch(failure => problemNotice(inWords(failure))),
        },
      })
    } catch (failure) {
      problemNotice(inWords(failure))
    } finally {
      setPending(false)
    }
  }
  const direct = kind === 'mark-item' && item.item !== 'invoice' && !inspects
  const title = found.possible ? undefined : refusalWords(found.refusal).title
  return (
    <Button
      size="small"
      type={item.done ? 'text' : 'default'}
      disabled={!found.possible}
      title={title}
      loading={pending}
      aria-label={`${w(`item.${item.item}`)} · ${t(item.done ? 'delivery.untick' : 'delivery.tick')}`}
      onClick={() => (direct ? void mark() : open())}
    >
      {t(item.done ? 'delivery.untick' : 'delivery.tick')}
    </Button>
  )
}
