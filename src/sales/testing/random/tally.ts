import { type Goal, sentKinds } from './plan.ts'

/** Everything that can happen to a sale: what people send, how it begins, and what happens by itself. */
export const everyKind = [...sentKinds, 'open-inquiry', 'expire-reservation', 'offer-car'] as const
export type Kind = (typeof everyKind)[number]

/** What was done and refused so far in a run, over all its stores. */
export class Tally {
  private readonly accepted = new Map<Kind, number>()
  private readonly refused = new Map<string, number>()
  private readonly underWay = new Map<Goal, number>()

  accept(kind: Kind, times = 1): void {
    add(this.accepted, kind, times)
  }

  refuse(code: string): void {
    add(this.refused, code, 1)
  }

  /** Somebody aims at it, so that the others look for something else meanwhile. */
  async aiming<T>(goal: Goal | null, work: () => Promise<T>): Promise<T> {
    if (goal) add(this.underWay, goal, 1)
    try {
      return await work()
    } finally {
      if (goal) add(this.underWay, goal, -1)
    }
  }

  times(kind: Kind): number {
    return this.accepted.get(kind) ?? 0
  }

  /** What was done least comes first. */
  goals(): Goal[] {
    const known = (goal: Goal) => this.times(goal) + (this.underWay.get(goal) ?? 0)
    return [...sentKinds, 'expire-reservation' as const, 'offer-car' as const].toSorted(
      (one, other) => known(one) - known(other),
    )
  }

  /** done ÷ tried */
  share(): number {
    const [yes, no] = [total(this.accepted), total(this.refused)]
    return yes / (yes + no)
  }

  /** How often each kind was done, the rarest first. */
  counts(): [Kind, number][] {
    return everyKind
      .map((kind): [Kind, number] => [kind, this.times(kind)])
      .toSorted((one, other) => one[1] - other[1])
  }

  toString(): string {
    const reasons = [...this.refused].toSorted((one, other) => other[1] - one[1])
    return (
      `${total(this.accepted)} accepted (${listed(this.counts())}), ` +
      `${total(this.refused)} refused (${listed(reasons)})`
    )
  }
}

function add<K>(counts: Map<K, number>, key: K, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times)
}

function total(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, each) => sum + each, 0)
}

function listed(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([name, times]) => `${name} ${times}`).join(', ')
}
