import { useNavigate } from '@tanstack/react-router'
import { useWaiting } from '../answers/waiting.ts'
import { chooseDensity, chooseTheme, type Theme, useAppearance } from '../design/appearance.ts'
import { Icon, type IconName } from '../kit/Icon.tsx'
import { Menu, type MenuItem } from '../kit/Menu.tsx'
import { notice } from '../kit/Notices.tsx'
import { problemNotice } from '../kit/problem-notice.ts'
import { forget, sessionCalls, useMe, useNameOf } from '../session/session.ts'
import { forgetDrafts } from '../stored.ts'
import { speak, useLanguage, useWords } from '../words/words.ts'
import { shellWords } from './shell.words.ts'

const themes: readonly { theme: Theme; icon: IconName }[] = [
  { theme: 'system', icon: 'system' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
]

export function UserMenu() {
  const t = useWords(shellWords)
  const { staff, organisation } = useMe()
  const nameOf = useNameOf()
  const items = [...useAccountItems(), ...useAppearanceItems(), ...useSignOutItem()]
  const header = (
    <div className="user-header">
      <strong>{staff.name}</strong>
      <span className="quiet">{nameOf(organisation)}</span>
    </div>
  )
  const button = (
    <>
      <span className="user-mark" aria-hidden="true">
        {staff.name.slice(0, 1)}
      </span>
      <span className="clip user-name">{staff.name}</span>
      <Icon name="down" className="quiet" />
    </>
  )
  return (
    <Menu label={`${t('me')} · ${staff.name}`} button={button} items={items} header={header} side="end" />
  )
}

function useAccountItems(): MenuItem[] {
  const t = useWords(shellWords)
  const navigate = useNavigate()
  const speaking = useLanguage()
  return [
    { label: t('account'), icon: 'me', run: () => void navigate({ to: '/account' }) },
    { label: t('language'), icon: 'language', run: () => void speak(speaking === 'zh' ? 'en' : 'zh') },
  ]
}

function useAppearanceItems(): MenuItem[] {
  const t = useWords(shellWords)
  const { theme: chosen, density } = useAppearance()
  const appearance = themes.map(({ theme, icon }, index) => ({
    label: t(`theme.${theme}`),
    icon,
    chosen: theme === chosen,
    run: () => chooseTheme(theme),
    heading: index === 0 ? t('theme.title') : undefined,
  }))
  const densities = (['comfortable', 'compact'] as const).map((choice, index) => ({
    label: t(`density.${choice}`),
    chosen: choice === density,
    run: () => chooseDensity(choice),
    heading: index === 0 ? t('density.title') : undefined,
  }))
  return [...appearance, ...densities]
}

export function useSignOutItem(): MenuItem[] {
  const t = useWords(shellWords)
  const navigate = useNavigate()
  const { waiting, refused } = useWaiting()
  const signOut = async () => {
    // What waits is this person's: it goes out, or is dropped, before the device is another's.
    if (waiting + refused > 0) {
      notice({ tone: 'note', text: t('signOutWaiting', { count: waiting + refused }), forMs: 8_000 })
      return navigate({ to: '/waiting' })
    }
    try {
      await sessionCalls().signOut()
      await navigate({ to: '/sign-in', search: {} })
      forget()
      forgetDrafts()
    } catch (failure) {
      problemNotice(failure)
    }
  }
  return [{ label: t('signOut'), icon: 'sign-out', run: () => void signOut(), heading: ' ' }]
}
