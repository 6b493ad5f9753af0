import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 767px)')

/** Whether the screen is a phone's: cards for tables, a bottom bar for the side bar. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    changed => {
      narrow.addEventListener('change', changed)
      return () => narrow.removeEventListener('change', changed)
    },
    () => narrow.matches,
  )
}
