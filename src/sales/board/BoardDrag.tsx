import {
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  createContext,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
  use,
  useRef,
  useState,
} from 'react'
import { endStages, type StageCode, stageCodes } from '../process/sale.contract.ts'
import { salesWords as t } from '../sale-words.web.ts'
import type { SaleCard } from '../sales/board.contract.ts'
import { cardMarkup } from './card.tsx'
import { endZones, stepTo } from './drop.rules.ts'

interface BoardDragProps {
  children: ReactNode
  find: (id: string) => SaleCard | undefined
  onGrab: (card: SaleCard) => void
  onDrop: (card: SaleCard, zone: StageCode) => void
  owner: boolean
}

/** The card in hand, for the columns that tell whether it may be dropped on them. */
const Held = createContext<SaleCard | null>(null)

/** One draggable serves all cards: whichever is grabbed becomes it, so that hundreds of cards cost nothing
 *  while one moves. Mouse at once, touch after a short press, keyboard by space and arrows. */
export function BoardDrag({ children, find, onGrab, onDrop, owner }: BoardDragProps) {
  const grabbed = useRef<SaleCard | null>(null)
  const [held, hold] = useState<SaleCard | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: nextZone,
      keyboardCodes: { start: [KeyboardCode.Space], cancel: [KeyboardCode.Esc], end: [KeyboardCode.Space] },
    }),
  )
  const start = () => {
    const card = grabbed.current
    if (!card) return
    markHeld(card.id)
    hold(card)
    onGrab(card)
  }
  const end = (zone: StageCode | null) => {
    const card = grabbed.current
    markHeld(null)
    swallowClick()
    hold(null)
    if (card && zone && zone !== card.stage) onDrop(card, zone)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underPointer}
      onDragStart={start}
      onDragEnd={event => end(zoneOf(event))}
      onDragCancel={() => end(null)}
      accessibility={{
        screenReaderInstructions: { draggable: t('board.drag.instructions') },
        announcements: announcements(grabbed),
      }}
    >
      <Held value={held}>
        <Grip find={find} grabbed={grabbed}>
          {children}
        </Grip>
        {held && <EndZones card={held} />}
      </Held>
      <DragOverlay dropAnimation={null}>
        {held && <div className="bcard is-held">{cardMarkup(held, { now: Date.now(), owner })}</div>}
      </DragOverlay>
    </DndContext>
  )
}

interface GripProps {
  children: ReactNode
  find: (id: string) => SaleCard | undefined
  grabbed: RefObject<SaleCard | null>
}

function Grip({ children, find, grabbed }: GripProps) {
  const { setNodeRef, setActivatorNodeRef, listeners } = useDraggable({ id: 'card' })
  const grab = (event: SyntheticEvent) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null
    const card = element && find(element.dataset.card ?? '')
    if (!element || !card) return
    grabbed.current = card
    setNodeRef(element)
    setActivatorNodeRef(element.querySelector('a'))
    listeners?.[listenerOf[event.type] ?? '']?.(event)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are links; their events are served here
    <div className="board" onMouseDown={grab} onTouchStart={grab} onKeyDown={grab}>
      {children}
    </div>
  )
}

const listenerOf: Readonly<Record<string, string>> = {
  mousedown: 'onMouseDown',
  touchstart: 'onTouchStart',
  keydown: 'onKeyDown',
}

/** Where a card may land: it says so while one is in hand. */
export function Zone({
  stage,
  className,
  children,
}: {
  stage: StageCode
  className: string
  children: ReactNode
}) {
  const held = use(Held)
  const { setNodeRef, isOver } = useDroppable({ id: stage })
  const fits = held !== null && stepTo(stage, held) !== null
  const state = held === null ? '' : fits ? (isOver ? 'is-over' : 'is-fitting') : 'is-closed'
  return (
    <section ref={setNodeRef} className={`${className} ${state}`} aria-label={t(`stage.${stage}`)}>
      {children}
    </section>
  )
}

const endWords = {
  lost: 'board.lostZone',
  cancelled: 'board.cancelZone',
  'after-sales': 'board.handOverZone',
} as const

function EndZones({ card }: { card: SaleCard }) {
  return (
    <div className="board-ends">
      {endZones(card).map(zone => (
        <Zone key={zone} stage={zone} className={`board-end end-${zone}`}>
          {zone in endWords && t(endWords[zone as keyof typeof endWords])}
        </Zone>
      ))}
    </div>
  )
}

/** The ends lie over the columns: whoever points at one means it. */
const underPointer: CollisionDetection = given => {
  const hits = given.pointerCoordinates ? pointerWithin(given) : rectIntersection(given)
  const end = hits.find(({ id }) => endStages.some(stage => stage === id))
  return end && given.pointerCoordinates ? [end] : hits
}

/** The arrows go from zone to zone, in the order of the stages. */
const nextZone: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const by = event.code === KeyboardCode.Right ? 1 : event.code === KeyboardCode.Left ? -1 : 0
  if (by === 0) return undefined
  event.preventDefault()
  const zones = context.droppableContainers
    .getEnabled()
    .map(({ id }) => stageOf(id))
    .filter(stage => stage !== null)
    .sort((one, other) => stageCodes.indexOf(one) - stageCodes.indexOf(other))
  const at = context.over ? zones.indexOf(stageOf(context.over.id) ?? 'inquiry') : -1
  const next = zones[Math.max(0, Math.min(zones.length - 1, at + by))]
  const rect = next && context.droppableRects.get(next)
  return rect ? { x: rect.left + 6, y: rect.top + 6 } : currentCoordinates
}

function zoneOf({ over }: DragEndEvent): StageCode | null {
  return over ? stageOf(over.id) : null
}

function stageOf(id: string | number): StageCode | null {
  return stageCodes.find(stage => stage === id) ?? null
}

function announcements(grabbed: RefObject<SaleCard | null>) {
  const zoneWord = (id: string | number | undefined) => {
    const stage = id === undefined ? null : stageOf(id)
    return stage ? t(`stage.${stage}`) : null
  }
  return {
    onDragStart: () => {
      const card = grabbed.current
      return card
        ? t('board.drag.picked', {
            name: card.customer?.name ?? card.number,
            stage: t(`stage.${card.stage}`),
          })
        : undefined
    },
    onDragOver: ({ over }: { over: { id: string | number } | null }) => {
      const zone = zoneWord(over?.id)
      return zone ? t('board.drag.over', { zone }) : t('board.drag.none')
    },
    onDragEnd: ({ over }: { over: { id: string | number } | null }) => {
      const zone = zoneWord(over?.id)
      return zone ? t('board.drag.dropped', { zone }) : t('board.drag.cancelled')
    },
    onDragCancel: () => t('board.drag.cancelled'),
  }
}

/** Fades the card that is in hand where it stands, without drawing the column again. */
function markHeld(id: string | null) {
  for (const element of document.querySelectorAll('[data-held]')) element.removeAttribute('data-held')
  if (id) document.querySelector(`[data-card="${id}"]`)?.setAttribute('data-held', '')
}

/** The click that ends a drag on the card itself must not open it. */
function swallowClick() {
  const swallow = (event: Event) => event.preventDefault()
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50)
}
