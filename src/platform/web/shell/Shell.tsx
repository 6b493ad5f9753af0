import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { queryClient } from '../answers/answers.ts'
import { Notices } from '../kit/Notices.tsx'
import { goLive } from '../live/live.ts'
import { meQuery, useMe } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import { DemoBanner } from './DemoBanner.tsx'
import { useKey } from './keys.ts'
import { OfflineBar } from './OfflineBar.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { usePhone } from './phone.ts'
import { SideBar } from './SideBar.tsx'
import { shellWords } from './shell.words.ts'
import { creationsFor, keptContracts } from './slice.ts'
import { TopBar } from './TopBar.tsx'
import { tellWholeText } from './whole-text.ts'
import './shell.css'

const Palette = lazy(() => import('./Palette.tsx').then(({ Palette }) => ({ default: Palette })))
const KeyList = lazy(() => import('./KeyList.tsx').then(({ KeyList }) => ({ default: KeyList })))

const offlineAfterMs = 1_000

/** Everything around a page for a signed-in person. */
export function Shell() {
  const phone = usePhone()
  const t = useWords(shellWords)
  const [overlay, setOverlay] = useState<'palette' | 'keys' | null>(null)
  const close = () => setOverlay(null)
  useLive()
  useOffline()
  useEffect(tellWholeText, [])
  useShellKeys(setOverlay)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      {!phone && <SideBar />}
      <div className="shell-column">
        <header className="shell-header">
          <TopBar onSearch={() => setOverlay('palette')} />
          <OfflineBar />
          <DemoBanner />
        </header>
        <main id="main" className="shell-main" tabIndex={-1}>
          <Outlet />
        </main>
        {phone && <PhoneBar />}
      </div>
      <Notices close={t('close')} />
      <Suspense fallback={null}>
        {overlay === 'palette' && <Palette onClose={close} onKeys={() => setOverlay('keys')} />}
        {overlay === 'keys' && <KeyList onClose={close} />}
      </Suspense>
    </div>
  )
}

/** A stream ends with its session, but after a change of password this browser has another one already:
 *  who is signed in is asked again, and only a 401 leads to the sign-in page. */
function useLive() {
  useEffect(() => goLive(() => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })), [])
}

/** Loaded after the page, which does without it: on the phone they would share a slow line. */
function useOffline() {
  const { staff } = useMe()
  useEffect(() => {
    let end: (() => void) | null = null
    let left = false
    const begin = async () => {
      const { beginOffline } = await import('../offline/offline.ts')
      if (!left) end = beginOffline(staff.id, keptContracts())
    }
    const timer = setTimeout(() => {
      begin().catch(failure => console.warn('The app will not open without a network:', failure))
    }, offlineAfterMs)
    return () => {
      left = true
      clearTimeout(timer)
      end?.()
    }
  }, [staff.id])
}

function useShellKeys(open: (overlay: 'palette' | 'keys') => void) {
  const me = useMe()
  const navigate = useNavigate()
  const creations = creationsFor(me)
  const create = () => {
    const [only, ...others] = creations
    if (only && others.length === 0) void navigate({ to: only.path })
    else open('palette')
  }
  useKey(
    'mod+k',
    () => shellWords('key.palette'),
    () => open('palette'),
  )
  useKey(
    '?',
    () => shellWords('key.help'),
    () => open('keys'),
  )
  useKey('c', () => shellWords('key.create'), create, creations.length > 0)
}
