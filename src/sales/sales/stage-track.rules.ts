import type { ActionKind } from '../process/action.contract.ts'
import type { EventName } from '../process/event.contract.ts'
import type { ProcessDefinition, StageCheck } from '../process/process.contract.ts'
import { type Sale, type StageCode, stageCodes } from '../process/sale.contract.ts'
import { checkRefusal } from '../process/stage-checks.rules.ts'

/** One stage of a sale's way, as the stepper shows it. */
export interface TrackStage {
  stage: StageCode
  state: 'past' | 'now' | 'ahead' | 'skipped'
  /** What the process asks for before the stage, and whether it is met. */
  checks: { check: StageCheck; met: boolean }[]
  /** The action that leads there from where the sale stands; null where none does. */
  by: ActionKind | null
}

/** When a stage was entered, and for how long, as far as the events say. */
export interface StageVisit {
  stage: StageCode
  enteredAt: string | null
}

const badEnds: readonly StageCode[] = ['lost', 'cancelled']

/** The way from inquiry to after-sales in the order of the process.
 *  @param visits the stages that the sale has been at; others before the present one were skipped */
export function stageTrack(
  process: ProcessDefinition,
  sale: Sale,
  visits: readonly StageVisit[],
): TrackStage[] {
  const way = stageCodes.filter(stage => process.stages.includes(stage) && !badEnds.includes(stage))
  const visited = new Set(visits.map(({ stage }) => stage))
  const furthest = Math.max(
    ...way.map((stage, index) => (visited.has(stage) || stage === sale.stage ? index : -1)),
  )
  return way.map((stage, index) => ({
    stage,
    state:
      stage === sale.stage
        ? 'now'
        : visited.has(stage) && index <= furthest
          ? 'past'
          : index < furthest
            ? 'skipped'
            : 'ahead',
    checks: process.checks
      .filter(each => each.stage === stage)
      .map(each => ({
        check: each.check,
        met: checkRefusal({ ...process, checks: [each] }, sale, stage) === null,
      })),
    by: leadingTo(process, sale.stage, stage),
  }))
}

interface Entry {
  action: EventName
  sequence: number
  stageBefore: StageCode | null
  stageAfter: StageCode
  occurredAt: string | null
}

/** The last visit of each stage, from the timeline's entries (newest first or last). What a mistaken delivery led to
 *  was no visit. */
export function visitsOf(entries: readonly Entry[]): StageVisit[] {
  const last = new Map<StageCode, { sequence: number; enteredAt: string | null }>()
  for (const { sequence, stageBefore, stageAfter, occurredAt } of entries) {
    const known = last.get(stageAfter)
    if (stageBefore === stageAfter || (known && known.sequence > sequence)) continue
    last.set(stageAfter, { sequence, enteredAt: occurredAt })
  }
  const takenBack = entries.filter(({ action }) => action === 'delivery-taken-back')
  return [...last]
    .filter(([stage, { sequence }]) => !takenBack.some(back => undoes(back, stage, sequence)))
    .map(([stage, { enteredAt }]) => ({ stage, enteredAt }))
}

function undoes(back: Entry, stage: StageCode, sequence: number): boolean {
  return back.sequence > sequence && stageCodes.indexOf(stage) > stageCodes.indexOf(back.stageAfter)
}

function leadingTo(process: ProcessDefinition, from: StageCode, to: StageCode): ActionKind | null {
  if (from === to) return null
  return process.transitions.find(each => each.to === to && each.from.includes(from))?.action ?? null
}
