import { offerUpdate } from '../shell/update.ts'

const askedEveryMs = 3_600_000

/** Has the service worker installed once the page is at rest, and offers a newer version when there is one.
 *  Browsers have none on plain http outside the own machine: the app works there, but not without a network. */
export async function registerWorker(): Promise<void> {
  if (!import.meta.env.PROD || !navigator.serviceWorker) return
  const registration = await navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' })
  const look = () => {
    const { waiting } = registration
    if (waiting && navigator.serviceWorker.controller) offerUpdate(() => change(waiting))
  }
  look()
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', look),
  )
  const ask = () => void registration.update().catch(() => undefined) // no network: asked again later
  setInterval(ask, askedEveryMs)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask())
}

/** Only the tab that asked for it begins anew; the others go on in the version they run. */
function change(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage('take-over')
}
