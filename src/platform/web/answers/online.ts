import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

const probeEveryMs = 5_000
let probing: ReturnType<typeof setInterval> | undefined

/** Tells what the last request found. A server that cannot be reached counts as offline: writes wait. */
export function reached(answered: boolean) {
  onlineManager.setOnline(answered)
  if (answered) {
    clearInterval(probing)
    probing = undefined
  } else probing ??= setInterval(probe, probeEveryMs)
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    changed => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  )
}

/** Runs it whenever the server can be reached again. @returns how to stop */
export function onOnline(run: () => void): () => void {
  return onlineManager.subscribe(online => online && run())
}

async function probe() {
  const answer = await fetch('/livez', { cache: 'no-store' }).catch(() => null)
  if (answer?.ok) reached(true)
}
