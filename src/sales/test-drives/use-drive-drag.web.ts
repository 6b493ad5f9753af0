import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { time } from '../../platform/web/kit/figures.ts'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import {
  type Day,
  type DropRefusal,
  dropRefusal,
  indexAt,
  placeOf,
  slotAt,
  spanRefusal,
} from './calendar.rules.ts'
import type { Wish } from './DrivesPage.tsx'
import { halfHours, type Slot } from './slots.rules.ts'
import { type DriveCar, rescheduleTestDrive, type TestDriveRow } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'

/** Where a booking would come to lie, and why it may not. */
export interface Ghost extends Slot {
  readonly row: number
  readonly index: number
  readonly halves: number
  readonly refusal: DropRefusal | null
  readonly drive: TestDriveRow | null
}

interface Dragging {
  day: Day
  cars: readonly DriveCar[]
  bufferMinutes: number
  /** what a drag over an empty line makes */
  draws: 'drive' | 'off-road'
  onWish: (wish: Wish) => void
  onSpan: (car: DriveCar, span: Slot) => void
  onOpen: (testDriveId: string) => void
}

interface Held {
  drive: TestDriveRow | null
  grip: number
  moved: boolean
  x: number
  /** where the drag over an empty line began */
  from: { row: number; index: number }
}

/** Booking and moving with the pointer or the arrow keys; what is dropped is decided by the server. */
export function useDriveDrag({ day, cars, bufferMinutes, draws, onWish, onSpan, onOpen }: Dragging) {
  const [ghost, setGhost] = useState<Ghost | null>(null)
  const held = useRef<Held | null>(null)
  const { act } = useAct(rescheduleTestDrive, { topics: ['sales', 'test-drives'] })

  const ghostAt = (row: number, index: number, halves: number, drive: TestDriveRow | null): Ghost | null => {
    const car = cars[row]
    if (!car) return null
    const slot = slotAt(day, index, halves)
    const candidate = { ...slot, car, escortId: drive?.escortId ?? null, moves: drive }
    const refusal =
      drive || draws === 'drive'
        ? dropRefusal(candidate, cars, bufferMinutes, Date.now())
        : spanRefusal(slot, car, bufferMinutes, Date.now())
    return { ...slot, row, index, halves, drive, refusal }
  }

  const drop = (dropped: Ghost) => {
    const { drive, startsAt, endsAt, row, refusal } = dropped
    const car = cars[row]
    setGhost(null)
    if (!car) return
    if (refusal) return notice({ tone: 'problem', text: driveWords(`refused.${refusal}`) })
    if (!drive && draws === 'off-road') return onSpan(car, { startsAt, endsAt })
    if (!drive) return onWish({ episodeId: car.episodeId, startsAt })
    if (car.episodeId === drive.episodeId && Date.parse(startsAt) === Date.parse(drive.startsAt)) return
    void act({
      params: { id: drive.saleId, testDriveId: drive.id },
      body: { episodeId: car.episodeId, escortId: drive.escortId, startsAt, endsAt },
      ifMatch: drive.saleVersion,
    }).then(
      () => notice({ text: driveWords('moved', { time: time(startsAt, day.timeZone) }) }),
      problemNotice,
    )
  }

  const move = (event: PointerEvent<HTMLElement>) => {
    const now = held.current
    const line = lineUnder(event)
    if (!now || !line) return
    if (Math.abs(event.clientX - now.x) > 4) now.moved = true
    if (!now.drive && draws === 'off-road') {
      const to = indexAt(line.share, 1)
      const [first, last] = [Math.min(now.from.index, to), Math.max(now.from.index, to)]
      return setGhost(ghostAt(now.from.row, first, last - first + 1, null))
    }
    const halves = now.drive ? halvesOf(now.drive) : 1
    const index = indexAt(line.share - now.grip, halves)
    setGhost(ghostAt(line.row, index, halves, now.drive))
  }

  const begin = (event: PointerEvent<HTMLElement>, drive: TestDriveRow | null) => {
    if (event.button !== 0) return
    event.stopPropagation()
    const line = lineUnder(event)
    if (!line) return
    const grip = drive ? line.share - placeOf(day, drive).from : 0
    const from = { row: line.row, index: indexAt(line.share, 1) }
    held.current = { drive, grip, moved: false, x: event.clientX, from }
    event.currentTarget.setPointerCapture(event.pointerId)
    if (!drive) move(event)
  }

  const end = () => {
    const now = held.current
    held.current = null
    if (now?.drive && !now.moved) {
      setGhost(null)
      onOpen(now.drive.id)
    } else if (ghost) drop(ghost)
  }

  const cancel = () => {
    held.current = null
    setGhost(null)
  }

  const pointer = (drive: TestDriveRow | null) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => begin(event, drive),
    onPointerMove: (event: PointerEvent<HTMLElement>) => held.current && move(event),
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      event.stopPropagation()
      if (held.current) end()
    },
    onPointerCancel: cancel,
  })

  const onKeyDown = (event: KeyboardEvent, drive: TestDriveRow, row: number) => {
    if (event.key === 'Escape') return cancel()
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      return ghost?.drive?.id === drive.id ? drop(ghost) : onOpen(drive.id)
    }
    const way = ways[event.key]
    if (!way || drive.state !== 'booked') return
    event.preventDefault()
    const halves = halvesOf(drive)
    const from =
      ghost?.drive?.id === drive.id ? ghost : { row, index: indexAt(placeOf(day, drive).from, halves) }
    const index = Math.max(0, Math.min(halfHours.length - halves, from.index + way[0]))
    setGhost(ghostAt(Math.max(0, Math.min(cars.length - 1, from.row + way[1])), index, halves, drive))
  }

  return {
    ghost,
    /** the empty line of a car */
    line: (_row: number) => pointer(null),
    block: (drive: TestDriveRow, row: number) => ({
      ...(drive.state === 'booked'
        ? pointer(drive)
        : {
            onPointerDown: (event: PointerEvent<HTMLElement>) => event.stopPropagation(),
            onClick: () => onOpen(drive.id),
          }),
      onKeyDown: (event: KeyboardEvent) => onKeyDown(event, drive, row),
      onBlur: () => ghost?.drive?.id === drive.id && held.current === null && setGhost(null),
    }),
  }
}

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function halvesOf({ startsAt, endsAt }: Slot): number {
  return Math.max(1, Math.ceil((Date.parse(endsAt) - Date.parse(startsAt)) / 1_800_000))
}

/** Which car's line the pointer is over, and how far along the day. */
function lineUnder({ clientX, clientY }: PointerEvent): { row: number; share: number } | null {
  const line = document
    .elementsFromPoint(clientX, clientY)
    .find((element): element is HTMLElement => element instanceof HTMLElement && 'row' in element.dataset)
  if (!line) return null
  const { left, width } = line.getBoundingClientRect()
  return { row: Number(line.dataset.row), share: (clientX - left) / width }
}
