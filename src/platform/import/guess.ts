import { type ContentCounts, contentFit } from './content.ts'
import type { Field, Fields } from './fields.ts'
import { headingLikeness, normaliseHeading } from './headings.ts'

export interface GuessedColumn {
  readonly index: number
  readonly field: string | null
  readonly confidence: number // 0…1
}

/** Below this a column is left out and shown, not taken. */
const confidentEnough = 0.5

/** Which field each column holds, by its heading and by what stands in it; each field at most once.
 *  A heading that stands twice is not guessed: which of the two is meant is for a person to say. */
export function guessColumns(
  headings: readonly string[],
  contents: readonly ContentCounts[],
  fields: Fields,
): GuessedColumn[] {
  const doubled = new Set(duplicateHeadings(headings).flatMap(({ indexes }) => indexes))
  const scores = headings.flatMap((heading, index) =>
    doubled.has(index) ? [] : scoresOf(index, heading, contents[index], fields),
  )
  const taken = takeBest(scores)
  return headings.map((_, index) => taken.get(index) ?? { index, field: null, confidence: 0 })
}

/** Headings that stand more than once, with the columns they stand over. */
export function duplicateHeadings(headings: readonly string[]): { heading: string; indexes: number[] }[] {
  const byForm = new Map<string, number[]>()
  headings.forEach((heading, index) => {
    const form = normaliseHeading(heading)
    if (form) byForm.set(form, [...(byForm.get(form) ?? []), index])
  })
  return [...byForm.values()]
    .filter(indexes => indexes.length > 1)
    .map(indexes => ({ heading: headings[indexes[0] ?? 0] ?? '', indexes }))
}

/** How well a heading names a field, whatever stands under it. */
export function headingScore(heading: string, name: string, field: Field): number {
  return Math.max(...namesOf(name, field).map(synonym => headingLikeness(heading, synonym)))
}

function namesOf(name: string, field: Field): string[] {
  return [name, field.label.zh, field.label.en, ...field.headings]
}

/** `rank`: the first name of the field that the heading is most like; the names stand in the order of their claim. */
type Score = GuessedColumn & { readonly field: string; readonly rank: number }

function scoresOf(
  index: number,
  heading: string,
  content: ContentCounts | undefined,
  fields: Fields,
): Score[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const likeness = namesOf(name, field).map(synonym => headingLikeness(heading, synonym))
    const best = Math.max(...likeness)
    const confidence = combined(best, content, field)
    return confidence >= confidentEnough
      ? [{ index, field: name, confidence, rank: likeness.indexOf(best) }]
      : []
  })
}

/** The heading decides; contents that contradict it halve its weight; unmistakable contents stand alone. */
function combined(byHeading: number, content: ContentCounts | undefined, field: Field): number {
  const fit = content ? contentFit(content, field) : 1
  if (fit === 0 && field.type === 'code' && !field.decisive) return 0
  const byContent = content && content.cells > 0 && isTelling(field) && fit > 0.8 ? 0.65 * fit : 0
  return Math.round(Math.max(byHeading * (0.5 + 0.5 * fit), byContent) * 100) / 100
}

function isTelling({ type }: Field): boolean {
  return type === 'vin' || type === 'phone' || type === 'email'
}

function takeBest(scores: Score[]): Map<number, GuessedColumn> {
  const taken = new Map<number, GuessedColumn>()
  const fields = new Set<string>()
  const byClaim = (a: Score, b: Score) => b.confidence - a.confidence || a.rank - b.rank || a.index - b.index
  for (const { rank: _, ...guess } of scores.sort(byClaim)) {
    if (taken.has(guess.index) || fields.has(guess.field)) continue
    taken.set(guess.index, guess)
    fields.add(guess.field)
  }
  return taken
}
