import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './menu.css'

export interface MenuItem {
  label: string
  icon?: IconName
  run: () => void
  /** One of a group of choices: shows a tick. */
  chosen?: boolean
  danger?: boolean
  /** A heading above this item. */
  heading?: string
  disabled?: boolean
}
interface MenuProps {
  label: string
  button: ReactNode
  items: readonly MenuItem[]
  className?: string
  side?: 'start' | 'end' | 'above'
  header?: ReactNode
}

/** A button that opens a list of actions: arrows, Home, End, letters and Esc work. */
export function Menu({ label, button, items, className = '', side = 'start', header }: MenuProps) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const close = (refocus: boolean) => {
    setOpen(false)
    if (refocus) box.current?.querySelector('button')?.focus()
  }
  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])
  return (
    <div className="menu" ref={box}>
      <button
        type="button"
        className={`menu-button ${className}`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <MenuList id={id} label={label} side={side} items={items} close={close}>
          {header}
        </MenuList>
      )}
    </div>
  )
}

interface ListProps {
  id: string
  label: string
  side: string
  items: readonly MenuItem[]
  close: (refocus: boolean) => void
  children?: ReactNode
}

function MenuList({ id, label, side, items, close, children }: ListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => itemsIn(list.current)[0]?.focus(), [])
  const choose = (item: MenuItem) => {
    close(true)
    item.run()
  }
  const keyed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close(true)
    else if (event.key === 'Tab') return close(false)
    else if (!move(list.current, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      id={id}
      className={`menu-list menu-${side}`}
      role="menu"
      aria-label={label}
      ref={list}
      onKeyDown={keyed}
    >
      {children}
      {items.map(item => (
        <div key={item.label} role="none">
          {item.heading && <div className="menu-heading">{item.heading}</div>}
          {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: set with menuitemradio only */}
          <button
            type="button"
            role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={item.chosen}
            className={`menu-item ${item.danger ? 'is-danger' : ''}`}
            disabled={item.disabled}
            tabIndex={-1}
            onClick={() => choose(item)}
          >
            {item.icon && <Icon name={item.icon} />}
            <span className="menu-label">{item.label}</span>
            {item.chosen && <Icon name="check" />}
          </button>
        </div>
      ))}
    </div>
  )
}

function itemsIn(list: HTMLElement | null): HTMLButtonElement[] {
  return [...(list?.querySelectorAll<HTMLButtonElement>('.menu-item:not(:disabled)') ?? [])]
}

function move(list: HTMLElement | null, key: string): boolean {
  const items = itemsIn(list)
  const at = items.indexOf(document.activeElement as HTMLButtonElement)
  const letter = key.length === 1 && items.findIndex(item => item.textContent?.toLowerCase().startsWith(key))
  const to =
    key === 'ArrowDown'
      ? at + 1
      : key === 'ArrowUp'
        ? at - 1
        : key === 'Home'
          ? 0
          : key === 'End'
            ? -1
            : letter
  if (to === false || items.length === 0) return false
  items.at(to % items.length)?.focus()
  return true
}
