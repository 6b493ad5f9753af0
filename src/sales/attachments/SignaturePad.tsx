import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import Pad, { type PointGroup } from 'signature_pad'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { attachmentWords } from './attachments.words.ts'
import { padHeight, padWidth, type StrokePoint, type Strokes } from './strokes.rules.ts'
import './attachments.css'

interface SignaturePadProps {
  /** Given by the form's field. */
  id?: string
  value?: Strokes | null
  onChange?: (strokes: Strokes | null) => void
  /** Who signs: the pad's name for those who do not see it. */
  label: string
}

/** A box to sign in, with a finger, a mouse or the arrow keys; gives the strokes with their times. */
export function SignaturePad({ id, value, onChange, label }: SignaturePadProps) {
  const t = useWords(attachmentWords)
  const hint = useId()
  const { canvas, strokes, begun, change } = usePad(value ?? [], onChange)
  const [pen, setPen] = useState<Pen | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedBy(pen ?? restingPen, event.key)
    if (!moved) return
    event.preventDefault()
    setPen(moved)
    if (moved.isDown) change(withPoint(strokes(), pen?.isDown ? 'goes-on' : 'begins', moved, begun()))
  }
  return (
    <div className="signature">
      <div
        className="signature-box"
        id={id}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys itself
        tabIndex={0}
        aria-label={`${t('pad.label')}: ${label}`}
        aria-describedby={hint}
        onKeyDown={onKeyDown}
        onBlur={() => setPen(null)}
      >
        <canvas ref={canvas} />
        {!value?.length && !pen && <span aria-hidden="true">{t('pad.hint')}</span>}
        {pen && (
          <i
            className={pen.isDown ? 'is-down' : ''}
            style={{ left: `${(pen.x / padWidth) * 100}%`, top: `${(pen.y / padHeight) * 100}%` }}
          />
        )}
      </div>
      <p className="sr" role="status">
        {pen ? t(pen.isDown ? 'pad.penDown' : 'pad.penUp') : ''}
      </p>
      <div className="signature-tools">
        <p id={hint}>{t('pad.keys')}</p>
        <button type="button" disabled={!value?.length} onClick={() => change(strokes().slice(0, -1))}>
          <Icon name="undo" />
          {t('pad.undo')}
        </button>
        <button type="button" disabled={!value?.length} onClick={() => change([])}>
          <Icon name="trash" />
          {t('pad.clear')}
        </button>
      </div>
    </div>
  )
}

/** The library's pad on a canvas that may change its size, and the strokes that it holds. */
function usePad(first: Strokes, onChange: SignaturePadProps['onChange']) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad | null>(null)
  const kept = useRef({ strokes: first, begun: null as number | null })
  const given = useRef(onChange)
  given.current = onChange
  const give = (strokes: Strokes) => {
    kept.current.strokes = strokes
    if (strokes.length === 0) kept.current.begun = null
    given.current?.(strokes.length > 0 ? strokes : null)
  }
  const draw = () => {
    if (pad.current && canvas.current)
      redraw(pad.current, canvas.current, kept.current.strokes, kept.current.begun ?? 0)
  }
  const tools = useRef({ give, draw }).current
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const made = new Pad(element, { penColor: '#0b1f4d', minWidth: 0.8, maxWidth: 2.4 })
    pad.current = made
    const ended = () => {
      const groups = made.toData()
      kept.current.begun ??= groups[0]?.points[0]?.time ?? Date.now()
      tools.give(strokesOf(groups, element.clientWidth, kept.current.begun))
    }
    made.addEventListener('endStroke', ended)
    const watch = new ResizeObserver(tools.draw)
    watch.observe(element)
    return () => {
      watch.disconnect()
      made.removeEventListener('endStroke', ended)
      made.off()
    }
  }, [tools])
  return {
    canvas,
    strokes: () => kept.current.strokes,
    begun: () => {
      kept.current.begun ??= Date.now()
      return kept.current.begun
    },
    change: (strokes: Strokes) => {
      tools.give(strokes)
      tools.draw()
    },
  }
}

/** The tip that the arrow keys move. */
interface Pen {
  x: number
  y: number
  isDown: boolean
}
const restingPen: Pen = { x: 120, y: 220, isDown: false }
const step = 20
const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
}

function movedBy(pen: Pen, key: string): Pen | null {
  if (key === ' ') return { ...pen, isDown: !pen.isDown }
  const way = ways[key]
  if (!way) return null
  return { ...pen, x: between(pen.x + way[0], padWidth), y: between(pen.y + way[1], padHeight) }
}

function withPoint(strokes: Strokes, how: 'begins' | 'goes-on', { x, y }: Pen, begun: number): Strokes {
  const point: StrokePoint = [x, y, sinceStart(Date.now(), begun)]
  const last = strokes.at(-1)
  if (how === 'begins' || !last) return [...strokes, [point]]
  return [...strokes.slice(0, -1), [...last, point]]
}

function redraw(pad: Pad, element: HTMLCanvasElement, strokes: Strokes, begun: number): void {
  const ratio = Math.max(window.devicePixelRatio || 1, 1)
  const width = element.clientWidth
  if (width === 0) return
  element.width = Math.round(width * ratio)
  element.height = Math.round((width * padHeight * ratio) / padWidth)
  element.getContext('2d')?.scale(ratio, ratio)
  pad.clear()
  pad.fromData(groupsOf(strokes, width, begun, pad))
}

function groupsOf(strokes: Strokes, width: number, begun: number, pad: Pad): PointGroup[] {
  const { dotSize, minWidth, maxWidth, penColor, velocityFilterWeight, compositeOperation } = pad
  const options = { dotSize, minWidth, maxWidth, penColor, velocityFilterWeight, compositeOperation }
  const scale = width / padWidth
  return strokes.map(stroke => ({
    ...options,
    points: stroke.map(([x, y, time]) => ({ x: x * scale, y: y * scale, time: begun + time, pressure: 0.5 })),
  }))
}

function strokesOf(groups: readonly PointGroup[], width: number, begun: number): Strokes {
  const inPad = (value: number, most: number) => between(Math.round((value * padWidth) / width), most)
  return groups
    .filter(group => group.points.length > 0)
    .map(group =>
      group.points.map(
        ({ x, y, time }): StrokePoint => [inPad(x, padWidth), inPad(y, padHeight), sinceStart(time, begun)],
      ),
    )
}

function sinceStart(time: number, begun: number): number {
  return between(Math.round(time - begun), 3_600_000)
}

function between(value: number, most: number): number {
  return Math.max(0, Math.min(most, value))
}
