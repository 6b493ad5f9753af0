import type { z } from 'zod'
import { type ActionKind, SaleAction } from './action.contract.ts'
import type { DefinitionFinding, ProcessDefinition } from './process.contract.ts'
import { endStages, type StageCode } from './sale.contract.ts'

/** The faults of a definition; none when it may be published. Every stage must be reachable and able to
 *  end, and only the action of that name may sign, deliver, hand over, lose or cancel. */
export function validateDefinition(definition: ProcessDefinition): DefinitionFinding[] {
  return [
    ...stageFindings(definition),
    ...transitionFindings(definition),
    ...pathFindings(definition),
    ...demandFindings(definition),
    ...numberFindings(definition),
    ...vocabularyFindings(definition),
  ]
}

/** Stages without which money or a car could not be brought to an end. */
export const neededStages: readonly StageCode[] = [
  'inquiry',
  'contract',
  'delivery',
  'after-sales',
  'lost',
  'cancelled',
]

/** Actions that mean their stage, and stages that only those actions may mean. */
const fixedTargets: Readonly<Partial<Record<ActionKind, StageCode>>> = {
  'sign-contract': 'contract',
  'unmatch-car': 'contract',
  deliver: 'delivery',
  'hand-over': 'after-sales',
  'confirm-loss': 'lost',
  'cancel-sale': 'cancelled',
}
const guardedStages: readonly StageCode[] = ['contract', ...endStages]

/** Actions that are not part of the way: the first of all, and those that every process allows. */
const outsideTheWay: readonly ActionKind[] = [
  'open-inquiry',
  'import-sale',
  'link-customer',
  'assign-owner',
  'move-process',
  'leave-waitlist',
  'offer-car',
  'take-back-delivery',
  'write-note',
  'record-contact',
  'request-refund',
  'approve-refund',
  'refuse-refund',
  'pay-refund',
]

/** Whether a definition says where the action may be done. */
export function isOnTheWay(action: ActionKind): boolean {
  return !outsideTheWay.includes(action)
}

/** The one stage that an action means, where it means one. */
export function fixedTarget(action: ActionKind): StageCode | undefined {
  return fixedTargets[action]
}

/** The stages to which any other action may lead. */
export function leadableStages(stages: readonly StageCode[]): StageCode[] {
  return stages.filter(stage => !guardedStages.includes(stage))
}

function stageFindings({ stages }: ProcessDefinition): DefinitionFinding[] {
  return [
    ...duplicates(stages).map(index =>
      finding('stage-duplicate', `stages.${index}`, { stage: stages[index]! }),
    ),
    ...neededStages
      .filter(stage => !stages.includes(stage))
      .map(stage => finding('stage-missing', 'stages', { stage })),
  ]
}

function transitionFindings({ stages, transitions }: ProcessDefinition): DefinitionFinding[] {
  const seen = new Set<string>()
  return transitions.flatMap(({ action, from, to }, index) => {
    const path = `transitions.${index}`
    const found: DefinitionFinding[] = []
    for (const stage of [...from, ...(to ? [to] : [])]) {
      if (!stages.includes(stage)) found.push(finding('stage-unknown', path, { action, stage }))
    }
    for (const stage of from) {
      const key = `${action} ${stage}`
      if (seen.has(key)) found.push(finding('transition-duplicate', path, { action, stage }))
      seen.add(key)
      if (endStages.includes(stage)) found.push(finding('transition-leaves-end', path, { action, stage }))
    }
    if (from.length === 0) found.push(finding('list-empty', `${path}.from`, { action }))
    if (!mayLead(action, to)) found.push(finding('transition-fixed', path, { action, stage: to ?? 'same' }))
    return found
  })
}

function mayLead(action: ActionKind, to: StageCode | null): boolean {
  if (outsideTheWay.includes(action)) return false
  const fixed = fixedTargets[action]
  return fixed ? to === fixed : to === null || !guardedStages.includes(to)
}

function pathFindings({ stages, transitions }: ProcessDefinition): DefinitionFinding[] {
  const steps = transitions.flatMap(({ from, to }) => (to ? from.map(stage => [stage, to] as const) : []))
  const forwards = closure(['inquiry'], steps)
  const backwards = closure(
    endStages,
    steps.map(([from, to]) => [to, from] as const),
  )
  return stages.flatMap((stage, index) => [
    ...(forwards.has(stage) ? [] : [finding('stage-unreachable', `stages.${index}`, { stage })]),
    ...(backwards.has(stage) ? [] : [finding('stage-endless', `stages.${index}`, { stage })]),
  ])
}

/** Everything reachable from the starts. */
function closure(
  starts: readonly StageCode[],
  steps: readonly (readonly [StageCode, StageCode])[],
): Set<StageCode> {
  const reached = new Set<StageCode>(starts)
  for (const stage of reached) {
    for (const [from, to] of steps) if (from === stage) reached.add(to)
  }
  return reached
}

function demandFindings({
  stages,
  requiredFields,
  checks,
  slaHours,
}: ProcessDefinition): DefinitionFinding[] {
  const unknownStages = [
    ...checks.map(({ stage }, index) => ({ stage, path: `checks.${index}` })),
    ...slaHours.map(({ stage }, index) => ({ stage, path: `slaHours.${index}` })),
  ].filter(({ stage }) => !stages.includes(stage))
  const checkKeys = checks.map(({ stage, check }) => `${stage} ${check}`)
  const slaKeys = slaHours.map(({ stage }) => stage)
  return [
    ...requiredFields.flatMap(({ action, field }, index) =>
      fieldsOf(action).includes(field)
        ? []
        : [finding('field-unknown', `requiredFields.${index}`, { action, field })],
    ),
    ...unknownStages.map(({ stage, path }) => finding('stage-unknown', path, { stage })),
    ...duplicates(checkKeys).map(index => finding('check-duplicate', `checks.${index}`, {})),
    ...duplicates(slaKeys).map(index => finding('sla-duplicate', `slaHours.${index}`, {})),
  ]
}

/** What a person enters for an action; who acts and where it came from are not asked for. */
export function fieldsOf(action: ActionKind): string[] {
  const option = SaleAction.options.find(each => each.shape.kind.value === action)
  return Object.keys(option?.shape ?? {}).filter(field => !['kind', 'actor', 'origin'].includes(field))
}

/** Fields of an action that may be left empty, and so may be required. */
export function optionalFieldsOf(action: ActionKind): string[] {
  const shape: Readonly<Record<string, z.ZodType>> =
    SaleAction.options.find(each => each.shape.kind.value === action)?.shape ?? {}
  return fieldsOf(action).filter(field => shape[field]?.safeParse(null).success)
}

function numberFindings(definition: ProcessDefinition): DefinitionFinding[] {
  const { reservationHours, testDriveBufferMinutes, quoteValidDays, followUpDays } = definition
  const { firstServiceMonths, firstServiceKm } = definition
  const numbers: [string, number][] = [
    ...Object.entries({
      reservationHours,
      testDriveBufferMinutes,
      quoteValidDays,
      firstServiceMonths,
      firstServiceKm,
    }),
    ...Object.entries(followUpDays).map(([level, days]): [string, number] => [`followUpDays.${level}`, days]),
    ...definition.slaHours.map(({ hours }, index): [string, number] => [`slaHours.${index}.hours`, hours]),
    ...definition.discountLimitsBps.map(({ bps }, index): [string, number] => [
      `discountLimitsBps.${index}.bps`,
      bps,
    ]),
  ]
  const negative = numbers.filter(([, value]) => value < 0)
  return negative.map(([path, value]) => finding('number-negative', path, { value }))
}

function vocabularyFindings(definition: ProcessDefinition): DefinitionFinding[] {
  const { sources, followUpResults, winReasons, lossReasons, cancellationReasons, paymentMethods } =
    definition
  const lists = { sources, followUpResults, winReasons, lossReasons, cancellationReasons, paymentMethods }
  const limits = definition.discountLimitsBps.map(({ role, modelId }) => `${role} ${modelId ?? ''}`)
  return [
    ...Object.entries(lists).flatMap(([name, codes]) => [
      ...(codes.length === 0 ? [finding('list-empty', name, {})] : []),
      ...duplicates(codes).map(index =>
        finding('code-duplicate', `${name}.${index}`, { code: codes[index]! }),
      ),
    ]),
    ...duplicates(limits).map(index => finding('limit-duplicate', `discountLimitsBps.${index}`, {})),
  ]
}

/** Indexes of values that stand earlier already. */
function duplicates(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []))
}

function finding(
  code: DefinitionFinding['code'],
  path: string,
  facts: DefinitionFinding['facts'],
): DefinitionFinding {
  return { code, path, facts }
}
