import { expect } from 'vitest'
import type { Answer, Browser } from '../testing/product-server.ts'
import { aboutNothing } from './asking.ts'
import { missingId, type Question, type RecordRow, type Row, type WriteRow } from './row.ts'
import type { Mark } from './sights.ts'
import { comparable, leaksIn, textOf } from './traces.ts'
import { keyWalkers, type Place, places, type Walker, walkers } from './walkers.ts'
import { clientOf, type World } from './world.ts'

type Walk = (walker: Walker, client: Browser) => Promise<unknown>

export async function forEach(world: World, those: readonly Walker[], walk: Walk): Promise<void> {
  await Promise.all(those.map(walker => walk(walker, clientOf(world, walker))))
}

export function forEveryone(world: World, walk: Walk): Promise<void> {
  return forEach(world, [...walkers, ...keyWalkers], walk)
}

export async function inTurn(world: World, walk: Walk): Promise<void> {
  for (const walker of walkers) await walk(walker, clientOf(world, walker))
}

/** Who is stopped before anything is looked at is asked no further than these. */
export const inShort: readonly Place[] = ['mine', 'far']

/** The questions of a row about each lot, and last about nothing. */
export function questionsAt(
  world: World,
  row: RecordRow | WriteRow,
  among: readonly Place[] = places,
): [Place | null, Question][] {
  const tried = row.kind === 'write' ? (row.beyond ?? among) : among
  const found = tried.flatMap((place): [Place, Question][] => {
    const question = row.ask(world.lots[place], world)
    return question ? [[place, question]] : []
  })
  const nothing = row.nothing ? row.nothing() : found[0] && aboutNothing(found[0][1])
  return nothing ? [...found, [null, nothing]] : found
}

/** Whatever a row can ask, for those who are stopped before it is looked at. */
export function questionsOf(world: World, row: Row): Question[] {
  switch (row.kind) {
    case 'record':
    case 'write':
      return questionsAt(world, row, inShort).map(([, question]) => question)
    case 'list':
      return row.ask.map(questionOf => questionOf(world, world.lots.mine))
    case 'self':
      return walkers.slice(0, 1).map(walker => row.ask(world, walker))
    case 'personal':
      return [row.ask(missingId)]
    case 'stream':
      return [{ url: '/api/events/stream' }]
    case 'public':
      return []
  }
}

/** @returns what the answer says, having made sure that nothing in it is beyond its reader */
export async function cleanText(
  world: World,
  answer: Answer,
  reader: Walker,
  told: string,
  isNamed: (mark: Mark) => boolean = () => false,
): Promise<string> {
  const text = await textOf(answer)
  const marks = world.marks.filter(mark => !isNamed(mark))
  expect(leaksIn(text, marks, reader), told).toEqual([])
  return text
}

export function expectShown(text: string, parts: readonly (string | undefined)[], told: string): void {
  const absent = parts.filter(part => part !== undefined && !text.includes(part))
  expect(absent, `not shown: ${told}`).toEqual([])
}

/** All of one status and, but for the address they were asked at, the same to the byte. */
export function expectAlike(answers: readonly Answer[], status: number, who: string): void {
  expect([...new Set(answers.map(answer => answer.status))], who).toEqual(answers.length > 0 ? [status] : [])
  expect(new Set(answers.map(comparable)).size, who).toBeLessThanOrEqual(1)
}
