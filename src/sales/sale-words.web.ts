import { language, type Words, words } from '../platform/web/words/words.ts'
import { salesEn, salesZh } from './sales.words.ts'

export const salesWords: Words<typeof salesZh> = words('sales', salesZh, salesEn)

/** Lists of codes that a process may add to. */
export type CodeList =
  | 'source'
  | 'followUpResult'
  | 'winReason'
  | 'lossReason'
  | 'cancellationReason'
  | 'paymentMethod'
  | 'testDriveCancellation'
  | 'availability'
  | 'episodeState'
  | 'certificate'

/** The word of a code; a dealer's own code reads as it is spelled. */
export function codeWord(list: CodeList, code: string): string {
  if (code in salesZh[list]) return salesWords(`${list}.${code}` as Parameters<typeof salesWords>[0])
  return spelled(code)
}

/** What an event did; undefined for a code that is none. */
export function eventWord(event: string): string | undefined {
  if (!(event in salesZh.event)) return undefined
  return salesWords(`event.${event}` as Parameters<typeof salesWords>[0])
}

/** `auto-home` → `Auto home`. */
export function spelled(code: string): string {
  const text = code.replaceAll('-', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

interface Named {
  nameZh: string
  nameEn: string
}
interface TrimNames extends Named {
  modelNameZh: string
  modelNameEn: string
}

export function trimWord(trim: TrimNames): string {
  const [model, name] = inEnglish() ? [trim.modelNameEn, trim.nameEn] : [trim.modelNameZh, trim.nameZh]
  return name.startsWith(model) ? name : `${model} ${name}`
}

export function modelWord(trim: TrimNames): string {
  return inEnglish() ? trim.modelNameEn : trim.modelNameZh
}

export function nameWord(named: Named): string {
  return inEnglish() ? named.nameEn : named.nameZh
}

/** A car as written on it, when the catalogue does not know it. */
export function carWord(car: { make: string; modelName: string; trimName: string | null }): string {
  const { make, modelName, trimName } = car
  return [make, trimName?.startsWith(modelName) ? null : modelName, trimName].filter(Boolean).join(' ')
}

/** How long, in the one unit that says it: `3 天`, `5 h`. */
export function durationWord(seconds: number): string {
  if (seconds < 3_600) return salesWords('duration.minutes', { count: Math.max(1, Math.round(seconds / 60)) })
  if (seconds < 172_800) return salesWords('duration.hours', { count: Math.round(seconds / 3_600) })
  return salesWords('duration.days', { count: Math.round(seconds / 86_400) })
}

export function sinceWord(instant: string, now: number = Date.now()): string {
  return durationWord(Math.max(0, (now - Date.parse(instant)) / 1000))
}

function inEnglish() {
  return language() === 'en'
}
