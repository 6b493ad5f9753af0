import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type ReactNode, useEffect, useState } from 'react'
import { call } from '../../platform/web/answers/client.ts'
import { date, dateTime } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { speak, useLanguage, useWords } from '../../platform/web/words/words.ts'
import { linesOfLetterhead } from '../print/letterhead.web.ts'
import { letterheadWords } from '../print/letterhead.words.ts'
import { SheetView } from '../quotes/SheetView.tsx'
import { carWord, nameWord, trimWord } from '../sale-words.web.ts'
import { openSharedQuote, type SharedQuote } from './quote-links.contract.ts'
import { quoteLinkWords } from './quote-links.words.ts'
import './quote-links.css'

/** What a customer sees of a quote that was shared. The secret stands behind the #: no server's log has it. */
export function SharedQuotePage() {
  const t = useWords(quoteLinkWords)
  const secret = useHash()
  const { data, error } = useQuery({
    queryKey: ['shared-quote', secret],
    queryFn: ({ signal }) => call(openSharedQuote, { body: { secret }, signal }),
    enabled: secret.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    gcTime: 0,
  })
  const title = data ? t('page.of', { store: nameWord(data.store), number: data.number }) : t('page.title')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <main className="shared-quote">
      <header>
        <h1>{title}</h1>
        <LanguageButton />
      </header>
      {!secret && <p>{t('page.none')}</p>}
      {secret && !data && !error && (
        <div role="status" aria-label={t('page.loading')}>
          <Lines count={8} />
        </div>
      )}
      <ProblemAlert failure={error} />
      {data && <Sheet quote={data} />}
    </main>
  )
}

function Sheet({ quote }: { quote: SharedQuote }) {
  const t = useWords(quoteLinkWords)
  const { trim, car, state, consultant, version, currency, validUntil, expiresAt, taxSources } = quote
  const lines = quote.lines.map(line => ({ ...line, costMinor: null }))
  return (
    <>
      {state !== 'valid' && <p className="shared-quote-note">{t(`page.standing.${state}`)}</p>}
      <dl className="shared-quote-facts">
        <Fact name={t('page.car')}>{trim ? trimWord(trim) : car ? carWord(car) : '—'}</Fact>
        {consultant && <Fact name={t('page.consultant')}>{consultant}</Fact>}
        <Fact name={t('page.version', { version })}>
          {state === 'valid' && <Mark tone="green">{t('page.standing.valid')}</Mark>}{' '}
          {t('page.validUntil', { date: date(validUntil) })}
        </Fact>
      </dl>
      <SheetView terms={{ ...quote, lines }} currency={currency} sources={taxSources} />
      <Seller quote={quote} />
      <footer>
        <small className="quiet">{t('page.linkUntil', { at: dateTime(expiresAt) })}</small>
        <Button onClick={() => window.print()}>{t('page.print')}</Button>
      </footer>
    </>
  )
}

/** Whom the customer deals with, as far as the store says it. */
function Seller({ quote: { letterhead } }: { quote: SharedQuote }) {
  const t = useWords(letterheadWords)
  const said = linesOfLetterhead.filter(part => letterhead[part] !== '')
  if (!letterhead.legalName && said.length === 0) return null
  return (
    <address className="shared-quote-seller">
      <strong>{letterhead.legalName}</strong>
      <dl className="shared-quote-facts">
        {said.map(part => (
          <Fact key={part} name={t(part)}>
            {letterhead[part]}
          </Fact>
        ))}
      </dl>
    </address>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function LanguageButton() {
  const language = useLanguage()
  return (
    <button
      type="button"
      className="menu-button"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => void speak(language === 'zh' ? 'en' : 'zh')}
    >
      <Icon name="language" />
      {language === 'zh' ? 'English' : '中文'}
    </button>
  )
}

function useHash(): string {
  const [hash, setHash] = useState(() => location.hash.slice(1))
  useEffect(() => {
    const follow = () => setHash(location.hash.slice(1))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return hash
}
