import 'antd/dist/reset.css'
import './design/tokens.css'
import './design/base.css'
import { hashKey } from '@tanstack/react-query'
import { type AnyRouter, RouterProvider } from '@tanstack/react-router'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { parseSearch, stringifySearch } from './address.ts'
import { queryClient } from './answers/answers.ts'
import { ApiProblem } from './answers/api-problem.ts'
import { forgetKept, meQuery } from './session/session.ts'
import { FailurePage, NotFoundPage, PendingPage } from './shell/Failure.tsx'
import { store, stored } from './stored.ts'
import { language, onLanguage } from './words/words.ts'

export const routerDefaults = {
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultErrorComponent: FailurePage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingComponent: PendingPage,
  scrollRestoration: true,
  parseSearch,
  stringifySearch,
} as const

/** Opens the web app in the page. */
export function start(router: AnyRouter) {
  followLanguage()
  onLanguage(followLanguage)
  leadToSignIn(router)
  beginAnewForLostScreens()
  fetchPage(router)
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  )
}

function followLanguage() {
  const chinese = language() === 'zh'
  document.documentElement.lang = chinese ? 'zh-CN' : 'en'
  dayjs.locale(chinese ? 'zh-cn' : 'en')
}

/** Wherever a request finds the session gone, the way leads to the sign-in page and back. */
function leadToSignIn(router: AnyRouter) {
  const check = (failure: unknown) => {
    const { pathname, href } = router.state.location
    const open = pathname === '/sign-in' || pathname === '/first-run'
    if (open || !(failure instanceof ApiProblem) || failure.code !== 'auth.signed-out') return
    forgetKept()
    void router.navigate({ to: '/sign-in', search: { next: href, ended: 'yes' } })
  }
  queryClient.getQueryCache().subscribe(event => {
    // The first reading of `me` is the guard's own question, not the end of a session.
    const asked = event.query.queryHash === hashKey(meQuery.queryKey) && event.query.state.data === undefined
    if (event.type === 'updated' && event.action.type === 'error' && !asked) check(event.action.error)
  })
  queryClient.getMutationCache().subscribe(event => {
    if (event.type === 'updated' && event.action.type === 'error') check(event.action.error)
  })
}

/** The code of the page that was asked for comes while the server is asked who is signed in. */
function fetchPage(router: AnyRouter) {
  const [routes] = router.getMatchedRoutes(router.latestLocation.pathname)
  for (const route of routes) void router.loadRouteChunk(route)
}

const loadedAnewEveryMs = 30_000

/** A screen of a build that the server no longer has: the page begins anew in the current one. What was typed is
 *  kept as drafts; without a network, or at once again, the failure is shown instead. */
function beginAnewForLostScreens() {
  addEventListener('vite:preloadError', event => {
    const before = Number(stored('loaded-anew'))
    if (!navigator.onLine || Date.now() - before < loadedAnewEveryMs) return
    store('loaded-anew', String(Date.now()))
    event.preventDefault()
    location.reload()
  })
}
