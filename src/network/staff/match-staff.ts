import type { KnownStaff } from './staff.import.sql.ts'

/** Finds the people of a store by what a file calls them: their number, their user name, or their name. Those who
 *  left are found too, after those who work there: old records name them. */
export class StaffMatcher {
  private readonly byRef = new Map<string, KnownStaff>()
  private readonly byName = new Map<string, KnownStaff[]>()

  constructor(staff: readonly KnownStaff[]) {
    for (const person of staff) this.add(person)
  }

  add(person: KnownStaff): void {
    for (const ref of [person.externalRef, person.username])
      if (ref && !this.byRef.has(plain(ref))) this.byRef.set(plain(ref), person)
    const name = plain(person.name)
    this.byName.set(name, [...(this.byName.get(name) ?? []), person])
  }

  find(written: string): KnownStaff | null {
    const named = this.byName.get(plain(written)) ?? []
    const atWork = named.filter(({ active }) => active)
    const fitting = atWork.length > 0 ? atWork : named
    return this.byRef.get(plain(written)) ?? (fitting.length === 1 ? (fitting[0] ?? null) : null)
  }

  byReference(ref: string): KnownStaff | null {
    return this.byRef.get(plain(ref)) ?? null
  }
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
}
