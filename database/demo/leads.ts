import { dayMs } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import { phoneOf } from './customers.ts'
import { personName } from './names.ts'
import type { Numbering } from './numbering.ts'
import type { DemoDealer, DemoStaff } from './people.ts'
import { chance, exponential, pick, pickWeighted, type Random, uuidAt, wholeBetween } from './random.ts'

export interface DemoLead {
  id: string
  number: string
  source: string
  receivedAt: number
  name: string
  phone: string
  trimId: string
  interest: string
  owner: DemoStaff | null
  lost: { at: number; reason: string } | null
  /** the first call; null: nobody has answered yet */
  contact: { id: string; at: number; reached: boolean } | null
}

export interface LeadTask {
  dealer: DemoDealer
  dealerIndex: number
  catalogue: Catalogue
  count: number
  end: number
  random: Random
  numbering: Numbering
}

/** How long ago the last ones came in: somebody waits at every store. */
const justNow = [26 * 60_000, 4 * 60_000]

/** Interest that nobody has qualified yet: most in the pool, some taken, some found to be nothing. */
export function receiveLeads(task: LeadTask): DemoLead[] {
  const { random, end, numbering } = task
  const moments = Array.from({ length: task.count }, () => end - exponential(random, 9) * dayMs - 600_000)
  return moments
    .sort((one, other) => one - other)
    .map((at, index) => end - (justNow[index - task.count + justNow.length] ?? end - at))
    .map((at, index) => ({ ...newLead(task, at, index), number: numbering.next('lead', at) }))
}

function newLead(
  { random, dealer, dealerIndex, catalogue, end }: LeadTask,
  receivedAt: number,
  serial: number,
) {
  const trim = pickWeighted(random, catalogue.trims, each => each.demand)
  const isOld = end - receivedAt > 4 * dayMs
  const lost = isOld && chance(random, 0.35)
  const isTaken = lost || chance(random, 0.4)
  return {
    id: uuidAt(random, receivedAt),
    number: '',
    source: pick(random, ['vertical-media', 'vertical-media', 'short-video', 'website', 'exhibition']),
    receivedAt,
    name: personName(random),
    phone: phoneOf(random, dealerIndex, 1600 + serial),
    trimId: trim.id,
    interest: catalogue.modelById.get(trim.modelId)!.nameZh,
    owner: isTaken ? pick(random, dealer.consultants).staff : null,
    contact:
      isTaken && end - receivedAt > dayMs
        ? {
            id: uuidAt(random, receivedAt),
            at: receivedAt + wholeBetween(random, 3, 40) * 60_000,
            reached: chance(random, 0.6),
          }
        : null,
    lost: lost
      ? {
          at: receivedAt + wholeBetween(random, 2, 80) * 3_600_000,
          reason: pick(random, ['unreachable', 'postponed', 'other']),
        }
      : null,
  }
}
