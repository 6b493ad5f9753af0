import { useSyncExternalStore } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './notices.css'

export interface Notice {
  text: string
  tone?: 'done' | 'problem' | 'note'
  action?: { label: string; run: () => void }
  /** How long it stays; a problem stays until it is closed. */
  forMs?: number
}
interface Shown extends Notice {
  id: number
}

let shown: readonly Shown[] = []
let last = 0
const listeners = new Set<() => void>()

/** Says something at the foot of the screen. Returns how to take it away. */
export function notice(what: Notice): () => void {
  const id = ++last
  change([...shown.slice(-2), { ...what, id }])
  const remove = () => change(shown.filter(other => other.id !== id))
  if (what.tone !== 'problem' || what.forMs) setTimeout(remove, what.forMs ?? 4_000)
  return remove
}

export function Notices({ close }: { close: string }) {
  const notices = useSyncExternalStore(subscribe, () => shown)
  return (
    <section className="notices" aria-live="polite" aria-atomic="false">
      {notices.map(item => (
        <div key={item.id} className={`notice notice-${item.tone ?? 'done'}`}>
          <Icon name={icons[item.tone ?? 'done']} />
          <span>{item.text}</span>
          {item.action && (
            <button type="button" className="notice-action" onClick={() => act(item)}>
              {item.action.label}
            </button>
          )}
          <button type="button" className="notice-close" aria-label={close} onClick={() => remove(item.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </section>
  )
}

const icons: Record<'done' | 'problem' | 'note', IconName> = { done: 'check', problem: 'error', note: 'info' }

function act(item: Shown) {
  remove(item.id)
  item.action?.run()
}

function remove(id: number) {
  change(shown.filter(other => other.id !== id))
}

function change(next: readonly Shown[]) {
  shown = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
