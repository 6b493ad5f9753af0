import { actionKinds } from './action.contract.ts'
import { type DefinitionChange, type ProcessDefinition, stageChecks } from './process.contract.ts'
import { stageCodes } from './sale.contract.ts'
import { targetOf } from './scene.rules.ts'

type Definition = Omit<ProcessDefinition, 'version'>

/** What is different in a new definition, stage by stage and rule by rule; nothing when they say the same. */
export function definitionChanges(before: Definition, after: Definition): DefinitionChange[] {
  return [
    ...stageChanges(before, after),
    ...wayChanges(before, after),
    ...fieldChanges(before, after),
    ...checkChanges(before, after),
    ...clockChanges(before, after),
    ...numberChanges(before, after),
    ...limitChanges(before, after),
    ...codeChanges(before, after),
  ]
}

function stageChanges(before: Definition, after: Definition): DefinitionChange[] {
  return stageCodes.flatMap((stage): DefinitionChange[] => {
    const [was, is] = [before.stages.includes(stage), after.stages.includes(stage)]
    return was === is ? [] : [{ kind: is ? 'stage-added' : 'stage-removed', stage }]
  })
}

function wayChanges(before: Definition, after: Definition): DefinitionChange[] {
  const both = [before, after].map(each => ({ ...each, version: 1 })) as [
    ProcessDefinition,
    ProcessDefinition,
  ]
  return actionKinds.flatMap(action =>
    stageCodes.flatMap((stage): DefinitionChange[] => {
      const [was, is] = both.map(each => targetOf(each, action, stage) ?? null)
      if (was === is) return []
      return [{ kind: 'way', action, stage, before: was ?? null, after: is ?? null }]
    }),
  )
}

function fieldChanges(before: Definition, after: Definition): DefinitionChange[] {
  const has = (definition: Definition, action: string, field: string) =>
    definition.requiredFields.some(each => each.action === action && each.field === field)
  const removed = before.requiredFields.filter(each => !has(after, each.action, each.field))
  const added = after.requiredFields.filter(each => !has(before, each.action, each.field))
  return [
    ...removed.map(({ action, field }) => ({ kind: 'field-optional', action, field }) as const),
    ...added.map(({ action, field }) => ({ kind: 'field-required', action, field }) as const),
  ]
}

function checkChanges(before: Definition, after: Definition): DefinitionChange[] {
  const has = (definition: Definition, stage: string, check: string) =>
    definition.checks.some(each => each.stage === stage && each.check === check)
  return stageCodes.flatMap(stage =>
    stageChecks.flatMap((check): DefinitionChange[] => {
      const [was, is] = [has(before, stage, check), has(after, stage, check)]
      return was === is ? [] : [{ kind: is ? 'check-added' : 'check-removed', stage, check }]
    }),
  )
}

function clockChanges(before: Definition, after: Definition): DefinitionChange[] {
  return stageCodes.flatMap((stage): DefinitionChange[] => {
    const [was, is] = [hoursAt(before, stage), hoursAt(after, stage)]
    return was === is ? [] : [{ kind: 'sla', stage, before: was, after: is }]
  })
}

/** Hours a sale may stay in a stage; null: as long as it takes. */
export function hoursAt({ slaHours }: Pick<Definition, 'slaHours'>, stage: string): number | null {
  return slaHours.find(each => each.stage === stage)?.hours ?? null
}

/** Rules that are one number or one yes or no, wherever they stand in the document. */
function numberChanges(before: Definition, after: Definition): DefinitionChange[] {
  const [was, is] = [valuesOf(before), valuesOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name): DefinitionChange[] => {
    const [one, other] = [was.get(name) ?? null, is.get(name) ?? null]
    return one === other ? [] : [{ kind: 'value', name, before: one, after: other }]
  })
}

function valuesOf(definition: Definition): Map<string, number | boolean> {
  const values = new Map<string, number | boolean>()
  const collect = (record: object, prefix: string) => {
    for (const [name, value] of Object.entries(record)) {
      if (name === 'version') continue
      if (typeof value === 'number' || typeof value === 'boolean') values.set(`${prefix}${name}`, value)
      else if (typeof value === 'object' && value !== null && !Array.isArray(value))
        collect(value, `${prefix}${name}.`)
    }
  }
  collect(definition, '')
  return values
}

function limitChanges(before: Definition, after: Definition): DefinitionChange[] {
  const [was, is] = [limitsOf(before), limitsOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((who): DefinitionChange[] => {
    const [one, other] = [was.get(who) ?? null, is.get(who) ?? null]
    if (one === other) return []
    const { role, modelId } = JSON.parse(who)
    return [{ kind: 'limit', role, modelId, before: one, after: other }]
  })
}

/** Limits by whom and for which model. */
function limitsOf({ discountLimitsBps }: Definition): Map<string, number> {
  return new Map(
    discountLimitsBps.map(({ role, modelId = null, bps }) => [JSON.stringify({ role, modelId }), bps]),
  )
}

function codeChanges(before: Definition, after: Definition): DefinitionChange[] {
  const lists = Object.keys(after).filter(
    name => name !== 'stages' && isCodes(after[name as keyof Definition]),
  )
  return lists.flatMap((list): DefinitionChange[] => {
    const was = codesOf(before[list as keyof Definition])
    const is = codesOf(after[list as keyof Definition])
    return [
      ...was.filter(code => !is.includes(code)).map(code => ({ kind: 'code-removed', list, code }) as const),
      ...is.filter(code => !was.includes(code)).map(code => ({ kind: 'code-added', list, code }) as const),
    ]
  })
}

function isCodes(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(each => typeof each === 'string')
}

function codesOf(value: unknown): string[] {
  return isCodes(value) ? value : []
}
