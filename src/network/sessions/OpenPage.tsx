import { type ReactNode, useEffect } from 'react'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Logo } from '../../platform/web/kit/Logo.tsx'
import { OfflineBar } from '../../platform/web/shell/OfflineBar.tsx'
import { speak, useLanguage, useWords } from '../../platform/web/words/words.ts'
import { sessionWords } from './sessions.words.ts'
import './sessions.css'

/** The frame of the pages for people who are not signed in. */
export function OpenPage({ title, children }: { title: string; children: ReactNode }) {
  const t = useWords(sessionWords)
  const language = useLanguage()
  useEffect(() => {
    document.title = `${title} · Forecourt`
  }, [title])
  return (
    <div className="open">
      <aside className="open-side" aria-hidden="true">
        <div className="open-brand">
          <Logo size={32} />
          Forecourt
        </div>
        <p>{t('promise')}</p>
        <Skyline />
      </aside>
      <main className="open-main">
        <div className="open-bar">
          <OfflineBar />
        </div>
        <button
          type="button"
          className="menu-button open-language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => void speak(language === 'zh' ? 'en' : 'zh')}
        >
          <Icon name="language" />
          {t('language')}
        </button>
        <div className="open-box">
          <div className="open-brand is-small" aria-hidden="true">
            <Logo size={28} />
            Forecourt
          </div>
          <h1>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  )
}

/** A row of cars in front of a showroom, in lines. */
function Skyline() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 480 190"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinejoin="round"
    >
      <path
        d="M20 128V62l70-26h300l70 26v66M90 36v92M165 36v92M240 36v92M315 36v92M390 36v92M20 62h440"
        opacity=".35"
      />
      <path d="M0 168h480" opacity=".5" />
      <Car x={8} />
      <Car x={130} />
      <Car x={252} />
      <Car x={374} bright />
    </svg>
  )
}

function Car({ x, bright = false }: { x: number; bright?: boolean }) {
  return (
    <g transform={`translate(${x} 116)`} className={bright ? 'is-bright' : ''}>
      <path d="M4 44V30c0-4 2-7 6-8l12-4 12-15c2-2 5-3 8-3h24c3 0 6 1 8 4l10 14 8 2c4 1 6 4 6 8v16M27 18h48M50 1v17" />
      <path d="M4 44h6M34 44h30M88 44h10" />
      <circle cx="22" cy="44" r="8" />
      <circle cx="76" cy="44" r="8" />
    </g>
  )
}
