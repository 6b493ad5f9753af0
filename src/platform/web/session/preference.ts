import { useSyncExternalStore } from 'react'
import { store, stored } from '../stored.ts'
import { useMe } from './session.ts'

const listeners = new Set<() => void>()
const parsed = new Map<string, { text: string | null; value: unknown }>()

/** What one person chose for a screen, kept on this device under their name. */
export function usePreference<T>(name: string, initial: T): [T, (next: T) => void] {
  const { staff } = useMe()
  const key = `${name}.${staff.id}`
  const value = useSyncExternalStore(subscribe, () => read(key, initial))
  const choose = (next: T) => {
    store(key, JSON.stringify(next))
    for (const listener of listeners) listener()
  }
  return [value, choose]
}

/** The same object while the text is the same, as the store of a hook must be. */
function read<T>(key: string, initial: T): T {
  const text = stored(key)
  const before = parsed.get(key)
  if (before && before.text === text) return before.value as T
  const value = text === null ? initial : (safely(text) ?? initial)
  parsed.set(key, { text, value })
  return value as T
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
