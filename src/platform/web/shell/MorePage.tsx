import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { chooseTheme, useAppearance } from '../design/appearance.ts'
import { Icon } from '../kit/Icon.tsx'
import { Segments } from '../kit/Segments.tsx'
import { useMe, useNameOf } from '../session/session.ts'
import { speak, useLanguage, useWords } from '../words/words.ts'
import { Page } from './Page.tsx'
import { shellWords } from './shell.words.ts'
import { navigationFor } from './slice.ts'
import { useSignOutItem } from './UserMenu.tsx'

/** 我的 on the phone: every place, and what the user menu holds on the desktop. */
export function MorePage() {
  const t = useWords(shellWords)
  const me = useMe()
  const nameOf = useNameOf()
  const [signOut] = useSignOutItem()
  const places = navigationFor(me)
  return (
    <Page title={me.staff.name} mark={nameOf(me.organisation)}>
      <div className="stack">
        <ul className="more-list panel" hidden={places.length === 0}>
          {places.map(({ path, label, icon, Badge }) => (
            <li key={path}>
              <Link to={path}>
                <Icon name={icon} />
                <span>{label()}</span>
                {Badge && (
                  <Suspense fallback={null}>
                    <Badge />
                  </Suspense>
                )}
                <Icon name="right" className="quiet" />
              </Link>
            </li>
          ))}
        </ul>
        <ul className="more-list panel">
          <li>
            <Link to="/account">
              <Icon name="me" />
              <span>{t('account')}</span>
              <Icon name="right" className="quiet" />
            </Link>
          </li>
          <li className="more-choice">
            <AppearanceChoices />
          </li>
          <li>
            <button type="button" onClick={signOut?.run}>
              <Icon name="sign-out" />
              <span>{t('signOut')}</span>
            </button>
          </li>
        </ul>
      </div>
    </Page>
  )
}

function AppearanceChoices() {
  const t = useWords(shellWords)
  const { theme } = useAppearance()
  const language = useLanguage()
  return (
    <>
      <Segments
        label={t('theme.title')}
        value={theme}
        onChange={chooseTheme}
        options={(['system', 'light', 'dark'] as const).map(value => ({ value, label: t(`theme.${value}`) }))}
      />
      <Segments
        label="语言 Language"
        value={language}
        onChange={next => void speak(next)}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </>
  )
}
