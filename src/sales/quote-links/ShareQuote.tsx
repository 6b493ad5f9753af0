import Button from 'antd/es/button'
import Select from 'antd/es/select'
import { QRCodeSVG } from 'qrcode.react'
import { useState } from 'react'
import { ShownOnce } from '../../network/ShownOnce.tsx'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { dateTimeShort } from '../../platform/web/kit/figures.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { QuotePaper } from '../sales/sale-papers.contract.ts'
import { saleTopics } from '../steps/step.web.ts'
import { listQuoteLinks, type QuoteLink, revokeQuoteLink, shareQuote } from './quote-links.contract.ts'
import { quoteLinkWords } from './quote-links.words.ts'
import './quote-links.css'

interface ShareQuoteProps {
  saleId: string
  quote: QuotePaper
  onClose: () => void
}

/** A link to a quote for its customer: to copy, to scan, to take back; and whether it was looked at. */
export function ShareQuote({ saleId, quote, onClose }: ShareQuoteProps) {
  const t = useWords(quoteLinkWords)
  const [days, setDays] = useState(7)
  const { act, pending, problem, answer } = useAct(shareQuote, { topics: saleTopics(saleId) })
  const make = () => act({ params: { id: saleId, quoteId: quote.id }, body: { days } })
  return (
    <Modal title={t('title', { number: quote.number })} onClose={onClose}>
      <div className="stack">
        <p className="quiet">{t('hint')}</p>
        <ProblemAlert failure={problem} />
        {answer ? (
          <Made secret={answer.secret} expiresAt={answer.expiresAt} />
        ) : (
          <div className="line">
            <Select
              aria-label={t('days')}
              value={days}
              onChange={setDays}
              options={[1, 3, 7, 15, 30].map(value => ({ value, label: t('daysOf', { count: value }) }))}
            />
            <Button type="primary" loading={pending} onClick={() => void make().catch(() => undefined)}>
              {t('make')}
            </Button>
          </div>
        )}
        <Links saleId={saleId} quoteId={quote.id} />
      </div>
    </Modal>
  )
}

function Made({ secret, expiresAt }: { secret: string | null; expiresAt: string }) {
  const t = useWords(quoteLinkWords)
  if (secret === null) return <p>{t('gone')}</p>
  const url = `${location.origin}/shared-quote#${secret}`
  return (
    <div className="stack">
      <p>{t('made', { at: dateTimeShort(expiresAt, new Date()) })}</p>
      <ShownOnce text={url} />
      <QRCodeSVG value={url} size={168} marginSize={2} title={t('scan')} className="quote-link-code" />
    </div>
  )
}

function Links({ saleId, quoteId }: { saleId: string; quoteId: string }) {
  const t = useWords(quoteLinkWords)
  const { data } = useAnswer(listQuoteLinks, { params: { id: saleId } }, { topics: saleTopics(saleId) })
  const links = (data?.items ?? []).filter(link => link.quoteId === quoteId)
  if (links.length === 0) return null
  return (
    <section className="stack">
      <h3>{t('links')}</h3>
      <ul className="quote-link-list">
        {links.map(link => (
          <LinkLine key={link.id} saleId={saleId} link={link} />
        ))}
      </ul>
    </section>
  )
}

function LinkLine({ saleId, link }: { saleId: string; link: QuoteLink }) {
  const t = useWords(quoteLinkWords)
  const { act, pending } = useAct(revokeQuoteLink, { topics: saleTopics(saleId) })
  const now = new Date()
  const revoke = () =>
    act({ params: { id: saleId, linkId: link.id } }).then(() => notice({ text: t('revoked') }), problemNotice)
  return (
    <li>
      <span>
        <Mark tone={link.state === 'open' ? 'green' : 'grey'}>{t(`state.${link.state}`)}</Mark>{' '}
        {link.lastOpenedAt
          ? t('opened', { count: link.openedCount, at: dateTimeShort(link.lastOpenedAt, now) })
          : t('neverOpened')}
        <small>
          {t('until', { at: dateTimeShort(link.expiresAt, now) })} · {t('by', { name: link.madeBy.name })}
        </small>
      </span>
      {link.state === 'open' && (
        <Button size="small" loading={pending} onClick={() => void revoke()}>
          {t('revoke')}
        </Button>
      )}
    </li>
  )
}
