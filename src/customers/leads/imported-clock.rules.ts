import { type ResponseRules, responseClock } from './response-clock.rules.ts'

interface ImportedRow {
  readonly ownerId: string | null
  readonly receivedOn: { readonly instant: string } | null
  readonly status: string | null
}

interface ClockRules extends ResponseRules {
  readonly recycleDays: number
}

type Clock = ReturnType<typeof responseClock>

export const noClock: Clock = { warnAt: null, respondBy: null }

/** How long a lead counts as fresh where the store never takes one back. */
const freshDays = 7
const dayMs = 86_400_000

/** The import is when the store got the lead, so the clock runs from then. It runs for what waits for a first
 *  response alone: nobody's, of these days, and new by what the file says. A history of years starts none. */
export function clockOfImported(row: ImportedRow, rules: ClockRules, now: Date): Clock {
  const { ownerId, receivedOn, status } = row
  if (ownerId !== null || receivedOn === null || !isNew(status)) return noClock
  const age = now.getTime() - Date.parse(receivedOn.instant)
  const isFresh = age >= 0 && age <= (rules.recycleDays || freshDays) * dayMs
  return isFresh ? responseClock(rules, now.toISOString()) : noClock
}

const newWords = new Set(
  (
    'new newlead open opennotcontacted untouched uncontacted notcontacted unassigned pending ' +
    '新 新线索 新建 新增 新客资 未跟进 待跟进 未分配 待分配 未处理 待处理 未联系 待联系 未外呼 待外呼'
  ).split(' '),
)

/** A file without the column, or a row without the word, says nothing against it. */
function isNew(status: string | null): boolean {
  if (status === null) return true
  return newWords.has(
    status
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  )
}
