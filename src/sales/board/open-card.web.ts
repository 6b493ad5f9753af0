import { useNavigate } from '@tanstack/react-router'
import type { MouseEvent } from 'react'

/** A card's link opens its sale without loading the app again. */
export function useOpenCard() {
  const navigate = useNavigate()
  return (event: MouseEvent) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null
    const control = event.target instanceof Element && event.target.closest('button, [role="menu"]')
    if (!card || control || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    void navigate({ to: '/sales/$id', params: { id: card.dataset.card ?? '' } })
  }
}
