import { type CSSProperties, type PointerEvent, useRef, useState } from 'react'

interface Swipes {
  readonly onRight: () => void
  readonly onLeft: () => void
}

/** Far enough to be meant. */
const enoughPx = 88

/** A line that a thumb pushes aside: right is done, left is later. The page still scrolls up and down.
 *  @returns what the line is given, and how far it is pushed */
export function useSwipe(swipes: Swipes | undefined) {
  const start = useRef<{ x: number; y: number; id: number } | null>(null)
  const [offset, setOffset] = useState(0)
  if (!swipes) return { handlers: {}, style: undefined, side: null }
  const end = (isMeant: boolean) => {
    if (isMeant && offset >= enoughPx) swipes.onRight()
    if (isMeant && offset <= -enoughPx) swipes.onLeft()
    start.current = null
    setOffset(0)
  }
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType === 'mouse') return
      start.current = { x: event.clientX, y: event.clientY, id: event.pointerId }
    },
    onPointerMove: (event: PointerEvent) => {
      const from = start.current
      if (from?.id !== event.pointerId) return
      const x = event.clientX - from.x
      if (Math.abs(x) < 12 || Math.abs(x) < Math.abs(event.clientY - from.y)) return
      setOffset(Math.max(-160, Math.min(160, x)))
    },
    onPointerUp: () => end(true),
    onPointerCancel: () => end(false),
  }
  const style: CSSProperties | undefined = offset === 0 ? undefined : { translate: `${offset}px 0` }
  const side = offset >= enoughPx ? 'right' : offset <= -enoughPx ? 'left' : null
  return { handlers, style, side } as const
}
