import { useEffect, useRef, useSyncExternalStore } from 'react'

/** The keys that may be bound; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export type Key =
  | 'mod+k'
  | '?'
  | '/'
  | 'c'
  | 'e'
  | 'j'
  | 'k'
  | 'enter'
  | 'x'
  | 'n'
  | 'p'
  | 'r'
  | 'arrowdown'
  | 'arrowup'
export interface Binding {
  key: Key
  label: () => string
  run: (event: KeyboardEvent) => void
}

let bindings: readonly Binding[] = []
const listeners = new Set<() => void>()
let listening = false

/** Binds a key while the component is on screen; the newest binding of a key wins. */
export function useKey(key: Key, label: () => string, run: (event: KeyboardEvent) => void, enabled = true) {
  const latest = useRef({ label, run })
  latest.current = { label, run }
  useEffect(() => {
    if (!enabled) return
    return bind({ key, label: () => latest.current.label(), run: event => latest.current.run(event) })
  }, [key, enabled])
}

/** What can be pressed now, for the list that ? shows. */
export function useBindings(): readonly Binding[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => bindings,
  )
}

export function bind(binding: Binding): () => void {
  if (!listening) document.addEventListener('keydown', pressed)
  listening = true
  change([binding, ...bindings])
  return () => change(bindings.filter(other => other !== binding))
}

function change(next: readonly Binding[]) {
  bindings = next
  for (const listener of listeners) listener()
}

function pressed(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const mod = event.metaKey || event.ctrlKey
  if (
    !mod &&
    (isTyping(event.target) || document.querySelector('dialog[open], [role="dialog"][aria-modal="true"]'))
  )
    return
  const name = `${mod ? 'mod+' : ''}${event.key.toLowerCase()}`
  const binding = bindings.find(({ key }) => key === name)
  if (!binding || (name === 'enter' && isControl(event.target))) return
  event.preventDefault()
  binding.run(event)
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable || target.matches('input, textarea, select, [role="combobox"], [role="menu"] *')
  )
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('a, button, [role="button"], [role="menuitem"]') !== null
  )
}
