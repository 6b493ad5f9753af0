import { type CheckEntry, type Checklist, type CheckPoint, checkPoints } from './hand-over.contract.ts'

/** Points at which a figure is read as well. */
export const readings: readonly CheckPoint[] = ['keys', 'mileage', 'energy']

/** What keeps a checklist from being signed, point by point: nobody looked, no figure, or a fault without an answer. */
export function openPoints(checklist: Pick<Checklist, 'entries'> | null | undefined): CheckPoint[] {
  return checkPoints.filter(point => {
    const entry = checklist?.entries.find(each => each.point === point)
    return !entry || !isSettled(entry)
  })
}

export function isSettled({ point, result, resolution, value }: CheckEntry): boolean {
  if (readings.includes(point) && value === null) return false
  return result === 'ok' || resolution !== null
}

/** The entries with those looked at again in place of the earlier ones, in the order of the points. */
export function withEntries(before: readonly CheckEntry[], given: readonly CheckEntry[]): CheckEntry[] {
  const entries = new Map([...before, ...given].map(entry => [entry.point, entry]))
  return checkPoints.flatMap(point => entries.get(point) ?? [])
}
