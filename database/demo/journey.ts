import { addDays } from '../../src/platform/business-date.ts'
import { atTime, dateOf, dayMs, hourMs, weekdayOf } from './calendar.ts'
import {
  add,
  type Course,
  contact,
  keepInTouch,
  sigmoid,
  wait,
  waitForContact,
  waitMinutes,
  waitUntilDay,
} from './course.ts'
import { type Decision, negotiate } from './negotiation.ts'
import { chance, exponential, pick, skewed, wholeBetween } from './random.ts'
import { levelHabits } from './sources.ts'
import { takeSlot } from './timetable.ts'

/** A customer's way up to the decision; those who never negotiate give up. */
export interface Journey {
  course: Course
  decision: Decision | null
}

/** Draws what a customer does from the inquiry to the moment of buying or not. */
export function travel(course: Course): Journey {
  add(course, { do: 'open', note: pick(course.random, openingNotes) })
  course.dueOn = dateOf(course.at)
  if (course.source.isHere) {
    waitMinutes(course, 2, 12)
    return { course, decision: visit(course) }
  }
  course.answerHours = skewed(course.random, course.consultant.answerHours, 0.7)
  wait(course, course.answerHours * hourMs)
  const comes = talkIntoVisit(course)
  return { course, decision: comes ? visit(course) : null }
}

const openingNotes = [
  '',
  '',
  '',
  '',
  '关注油耗',
  '想置换旧车',
  '家用，看空间',
  '通勤为主',
  '预算明确',
  '对比两款配置',
  '朋友推荐',
] as const

/** Contacts from afar until the customer comes or nobody believes in it any more. The longer the first answer
 *  took, the less often anybody is reached or comes. */
function talkIntoVisit(course: Course): boolean {
  const { random, source, consultant } = course
  const delay = Math.log1p(course.answerHours)
  const attempts = levelHabits[course.level].patience + wholeBetween(random, -1, 1)
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) waitForContact(course)
    if (!chance(random, 0.84 - 0.055 * delay)) {
      contact(course, { result: 'no-answer', next: addDays(dateOf(course.at), wholeBetween(random, 1, 3)) })
      continue
    }
    const odds = 0.1 + source.comes + levelHabits[course.level].drive + consultant.skill - 0.3 * delay
    if (chance(random, sigmoid(odds - 0.25 * attempt))) {
      if (invite(course)) return true
      continue
    }
    const isOver = chance(random, 0.1 + 0.04 * attempt)
    contact(course, { result: isOver ? 'not-interested' : 'considering', next: 'by-level' })
    if (isOver) return false
  }
  return false
}

/** A visit on a day that suits: most come, some do not. Some book a test drive with it. */
function invite(course: Course): boolean {
  const { random } = course
  const day = suitableDay(course)
  contact(course, { result: 'invited', next: day })
  const comes = chance(random, 0.8)
  const isDrive = chance(random, 0.4 * course.consultant.offersDrive)
  if (isDrive) return driveAhead(course, day, comes)
  waitUntilDay(course, day)
  if (comes) return true
  wait(course, dayMs)
  contact(course, { result: 'call-back', channel: 'call', next: 'by-level' })
  return false
}

/** The next weekend for most, another day for the rest. */
function suitableDay(course: Course): string {
  const { random } = course
  const day = addDays(dateOf(course.at), wholeBetween(random, 1, course.level === 'H' ? 2 : 4))
  if (!chance(random, 0.45)) return day
  const toSaturday = (6 - weekdayOf(day) + 7) % 7
  return toSaturday <= 4 ? addDays(day, toSaturday) : day
}

function visit(course: Course): Decision | null {
  const { random, consultant } = course
  add(course, { do: 'show', note: '' })
  const isOffered = isLastDays(course) || chance(random, consultant.offersDrive)
  if (!course.hasDriven && isOffered && chance(random, willingToDrive[course.level])) drive(course)
  waitMinutes(course, 20, 70)
  contact(course, { result: 'reached', channel: 'visit', level: levelAfterVisit(course), next: 'by-level' })
  if (chance(random, staysOdds(course))) return negotiate(course)
  return comeBack(course)
}

const willingToDrive = { H: 0.9, A: 0.8, B: 0.68, C: 0.5 } as const

/** What helps a customer to talk about money: having driven, the consultant, being near to buying. */
function staysOdds(course: Course): number {
  const { hasDriven, consultant, level, competitor } = course
  const odds =
    0.4 + (hasDriven ? 0.85 : 0) + 0.7 * consultant.skill + levelHabits[level].drive - (competitor ? 0.35 : 0)
  return sigmoid(odds)
}

/** Some return for a second look after a few contacts. */
function comeBack(course: Course): Decision | null {
  const { random } = course
  keepInTouch(course, course.at + exponential(random, 9) * dayMs)
  if (!chance(random, 0.22 + (course.hasDriven ? 0.08 : 0))) return null
  waitMinutes(course, 30, 2 * 24 * 60)
  add(course, { do: 'show', note: '' })
  if (!course.hasDriven && chance(random, 0.6 * course.consultant.offersDrive)) drive(course)
  waitMinutes(course, 20, 60)
  contact(course, { result: 'reached', channel: 'visit', next: 'by-level' })
  return chance(random, 0.75) ? negotiate(course) : null
}

/** On the spot for most, by appointment for others; who drove is nearer to buying. */
function drive(course: Course): void {
  if (!chance(course.random, isLastDays(course) ? 0.9 : 0.4)) {
    waitMinutes(course, 8, 25)
    takeDrive(course, course.at + wholeBetween(course.random, 4, 15) * 60_000, 'returned')
    return
  }
  waitMinutes(course, 15, 40)
  takeDrive(course, wishOn(course, driveDay(course)), outcomeOf(course))
}

/** A drive that is booked on the phone is also the visit. */
function driveAhead(course: Course, day: string, comes: boolean): boolean {
  waitMinutes(course, 3, 10)
  takeDrive(
    course,
    wishOn(course, day),
    comes ? 'returned' : pick(course.random, ['cancelled', 'missed'] as const),
  )
  if (comes) return true
  waitMinutes(course, 60, 300)
  contact(course, { result: 'call-back', channel: 'call', next: 'by-level' })
  return false
}

function outcomeOf({ random }: Course): 'returned' | 'cancelled' | 'missed' {
  if (chance(random, 0.82)) return 'returned'
  return chance(random, 0.55) ? 'cancelled' : 'missed'
}

function wishOn({ random }: Course, day: string): number {
  return atTime(day, 9 * 60 + 30 + 30 * wholeBetween(random, 0, 13))
}

function driveDay(course: Course): string {
  if (isLastDays(course)) return addDays(dateOf(course.endsAt), wholeBetween(course.random, 0, 1))
  return addDays(dateOf(course.at), wholeBetween(course.random, 1, 3))
}

/** So that the day of loading and the next one have drives to come. */
function isLastDays(course: Course): boolean {
  return course.at > course.endsAt - 3 * dayMs && course.at < course.endsAt
}

function takeDrive(course: Course, wishAt: number, outcome: 'returned' | 'cancelled' | 'missed'): void {
  const { random, timetable, trim, consultant } = course
  const minutes = pick(random, [30, 30, 45, 60])
  const slot = takeSlot(timetable, {
    at: roundedUp(Math.max(wishAt, course.at + 60_000)),
    minutes,
    modelId: trim.modelId,
    escort: consultant.staff,
  })
  const drive = { ...slot, outcome, km: wholeBetween(random, 6, 28) }
  add(course, { do: 'book-drive', drive })
  if (outcome === 'cancelled') {
    course.at = Math.max(course.at + 60_000, slot.startsAt - wholeBetween(random, 1, 5) * hourMs)
    add(course, { do: 'cancel-drive', drive })
    return
  }
  course.at = slot.startsAt + wholeBetween(random, 0, 240) * 1000
  if (outcome === 'missed') {
    course.at = slot.endsAt
    add(course, { do: 'miss-drive', drive })
    return
  }
  add(course, { do: 'start-drive', drive })
  course.at = slot.endsAt - wholeBetween(random, 0, 300) * 1000
  add(course, { do: 'return-drive', drive })
  course.hasDriven = true
}

function roundedUp(at: number): number {
  return Math.ceil(at / 300_000) * 300_000
}

function levelAfterVisit({ random, level, hasDriven }: Course): Course['level'] {
  if (level !== 'H' && chance(random, hasDriven ? 0.45 : 0.25))
    return level === 'C' ? 'B' : level === 'B' ? 'A' : 'H'
  return chance(random, 0.12) ? 'C' : level
}
