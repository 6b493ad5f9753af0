import { useRouter, useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { type ReactNode, useEffect } from 'react'
import type { Organisation } from '../../network/organisations/organisations.contract.ts'
import { usePatchSearch } from '../../platform/web/address.ts'
import { dateTime } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Notices } from '../../platform/web/kit/Notices.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { nameOf, useMe } from '../../platform/web/session/session.ts'
import {
  type Language,
  ownLanguage,
  speakForNow,
  useLanguage,
  useWords,
} from '../../platform/web/words/words.ts'
import { linesOfLetterhead, useLetterhead } from './letterhead.web.ts'
import { letterheadWords } from './letterhead.words.ts'
import { paperWords } from './paper.words.ts'
import './paper.css'

interface PaperProps {
  title: string
  /** whose letterhead */
  dealer: Pick<Organisation, 'id' | 'nameZh' | 'nameEn' | 'timeZone'>
  /** at the right of the letterhead: numbers and dates */
  head?: ReactNode
  children: ReactNode
}

/** A sheet of paper with its letterhead and its foot: who printed it, and when. */
export function Paper({ title, dealer, head, children }: PaperProps) {
  const t = useWords(paperWords)
  const { staff } = useMe()
  const at = dateTime(new Date().toISOString(), dealer.timeZone)
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <>
      <header className="paper-head">
        <h1>{title}</h1>
        <Sender dealer={dealer} />
        <p>{head}</p>
      </header>
      {children}
      <footer className="paper-foot">
        <span>{t('system')}</span>
        <span>{t('printed', { at, name: staff.name })}</span>
      </footer>
    </>
  )
}

/** The store, and what it says of itself; what it does not say is a line to write it on. */
function Sender({ dealer }: Pick<PaperProps, 'dealer'>) {
  const t = useWords(letterheadWords)
  const language = useLanguage()
  const { letterhead } = useLetterhead(dealer.id)
  const store = nameOf(dealer, language)
  return (
    <div>
      <p>
        <strong>{letterhead?.legalName || store}</strong>
        {letterhead?.legalName && letterhead.legalName !== store && ` · ${store}`}
      </p>
      <dl className="paper-sender">
        {linesOfLetterhead.map(part => (
          <PaperFact key={part} name={t(part)}>
            {letterhead?.[part]}
          </PaperFact>
        ))}
      </dl>
    </div>
  )
}

/** The page around a sheet: what is pressed above it, and nothing of that in print. The sheet speaks the language
 *  that its reader needs; the person's own comes back with the next page. */
export function PrintPage({ back, children }: { back: string; children: ReactNode }) {
  const t = useWords(paperWords)
  const router = useRouter()
  const language = useSheetLanguage()
  const patch = usePatchSearch<{ language: Language }>()
  return (
    <div className="print-page">
      <nav className="paper-bar" aria-label={t('tools')}>
        <Button icon={<Icon name="left" />} onClick={() => router.history.push(back)}>
          {t('back')}
        </Button>
        <div>
          <Segments
            label={t('language')}
            value={language}
            options={[
              { value: 'zh', label: t('zh') },
              { value: 'en', label: t('en') },
            ]}
            onChange={next => patch({ language: next })}
          />
          <Button type="primary" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </div>
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the sheet scrolls sideways, also by keys */}
      <main className="paper" tabIndex={0}>
        {children}
      </main>
      <Notices close={t('close')} />
    </div>
  )
}

function useSheetLanguage(): Language {
  const search: { language?: Language } = useSearch({ strict: false })
  const language = search.language ?? ownLanguage()
  useEffect(() => {
    void speakForNow(language)
  }, [language])
  useEffect(() => () => void speakForNow(ownLanguage()), [])
  return language
}

export function PaperFacts({ children }: { children: ReactNode }) {
  return <dl className="paper-facts">{children}</dl>
}

/** A fact by its name; left out, a line to write it on. */
export function PaperFact({ name, wide, children }: { name: string; wide?: boolean; children?: ReactNode }) {
  const empty = children === undefined || children === null || children === ''
  return (
    <div className={wide ? 'is-wide' : undefined}>
      <dt>{name}</dt>
      <dd>{empty ? <Blank /> : children}</dd>
    </div>
  )
}

export function Blank() {
  return <span className="paper-blank" />
}

/** Where both sign. */
export function Signatures({ parties }: { parties: readonly [string, string] }) {
  const t = useWords(paperWords)
  return (
    <div className="paper-signatures">
      {parties.map(party => (
        <div key={party}>
          <p>
            {party} <Blank />
          </p>
          <p>
            {t('date')} <Blank />
          </p>
        </div>
      ))}
    </div>
  )
}
