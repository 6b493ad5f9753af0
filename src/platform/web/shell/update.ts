import { useSyncExternalStore } from 'react'

let update: (() => void) | null = null
const listeners = new Set<() => void>()

/** A newer version of the app is here: whoever works on decides when. */
export function offerUpdate(take: () => void): void {
  update = take
  for (const listener of listeners) listener()
}

/** @returns what opens the newer version, where there is one */
export function useUpdate(): (() => void) | null {
  return useSyncExternalStore(subscribe, () => update)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
