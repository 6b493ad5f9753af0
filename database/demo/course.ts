import { addDays } from '../../src/platform/business-date.ts'
import { defaultDefinition } from '../../src/sales/process/default-definition.rules.ts'
import type { IntentLevel } from '../../src/sales/process/sale.contract.ts'
import { atTime, closesAt, dateOf, minuteMs, minuteOfDay, openDay, opensAt } from './calendar.ts'
import type { DemoTrim } from './catalogue.ts'
import type { Consultant, DemoDealer } from './people.ts'
import { between, chance, exponential, pickWeighted, type Random, wholeBetween } from './random.ts'
import type { SourceHabits } from './sources.ts'
import type { Deed, Step } from './steps.ts'
import type { Timetable } from './timetable.ts'

export type Level = Exclude<IntentLevel, 'O'>

/** One customer's way, drawn before anything is decided or written; times only move forwards. */
export interface Course {
  readonly dealer: DemoDealer
  readonly consultant: Consultant
  readonly source: SourceHabits
  readonly trim: DemoTrim
  readonly isCompany: boolean
  /** 0 pays what is asked, 1 asks everywhere. */
  readonly priceSensitivity: number
  /** Another maker that the customer also looks at. */
  readonly competitor: string | null
  readonly openedAt: number
  readonly random: Random
  readonly timetable: Timetable
  /** No step at or after it will be done. */
  readonly endsAt: number
  /** How near to buying the customer seems at first, and as it goes on. */
  readonly openingLevel: Level
  level: Level
  at: number
  /** Hours until somebody from afar was first called, 0 for those who came by themselves. */
  answerHours: number
  hasDriven: boolean
  /** Day of the planned next contact. */
  dueOn: string
  steps: Step[]
}

export function add(course: Course, deed: Deed): void {
  course.steps.push({ at: course.at, ...deed })
}

/** Lets time pass; what falls outside store hours waits until they begin. */
export function wait(course: Course, ms: number): void {
  const at = course.at + ms
  course.at = Math.max(course.at + 1000, inHours(course.random, at))
}

export function waitMinutes(course: Course, from: number, to: number): void {
  wait(course, between(course.random, from, to) * minuteMs)
}

/** Waits until some moment of a day's store hours, or later on the same day when that has begun. */
export function waitUntilDay(course: Course, date: string): void {
  const minute = busyMinute(course.random)
  const at = atTime(openDay(date), 0) + minute * minuteMs
  course.at = Math.max(course.at + 5 * minuteMs, at)
}

/** Does the planned contact, late by this consultant's habit. */
export function contact(
  course: Course,
  deed: {
    result: string
    channel?: 'call' | 'message' | 'visit'
    level?: Level
    next: string | 'by-level' | null
  },
): void {
  const { random } = course
  const level = deed.level ?? null
  if (level) course.level = level
  const channel = deed.channel ?? (chance(random, 0.7) ? 'call' : 'message')
  add(course, { do: 'contact', result: deed.result, channel, level, next: deed.next })
  if (deed.next === null) return
  course.dueOn =
    deed.next === 'by-level'
      ? addDays(dateOf(course.at), defaultDefinition.followUpDays[course.level])
      : deed.next
}

/** When the next planned contact will be made. */
export function waitForContact(course: Course): void {
  const { random, consultant } = course
  const isEarly = chance(random, 0.08)
  const days = isEarly ? -1 : Math.floor(exponential(random, consultant.lateDays))
  waitUntilDay(course, addDays(course.dueOn, days))
}

/** Contacts that fall due before a moment. */
export function keepInTouch(course: Course, until: number): void {
  for (;;) {
    const before = course.at
    waitForContact(course)
    if (course.at >= until) {
      course.at = Math.max(before + minuteMs, Math.min(course.at, until))
      return
    }
    const result = pickWeighted(course.random, touches, touch => touch[1])[0]
    contact(course, { result, next: 'by-level' })
  }
}

const touches: readonly (readonly [string, number])[] = [
  ['reached', 4],
  ['considering', 5],
  ['call-back', 2],
  ['no-answer', 2],
]

const busyHours = [9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 16, 17] as const

/** A minute of the day at which showrooms are visited and called from. */
export function busyMinute(random: Random): number {
  return busyHours[Math.floor(random() * busyHours.length)]! * 60 + random() * 60
}

function inHours(random: Random, at: number): number {
  const minute = minuteOfDay(at)
  const date = dateOf(at)
  if (minute >= opensAt && minute < closesAt && openDay(date) === date) return at
  const day = openDay(minute < opensAt ? date : addDays(date, 1))
  return atTime(day, opensAt) + wholeBetween(random, 2, 80) * minuteMs + random() * minuteMs
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
