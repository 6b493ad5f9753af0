import { businessDate } from '../../../platform/business-date.ts'
import type { ActionOf } from '../action.contract.ts'
import type { Moment, ProcessDefinition } from '../process.contract.ts'
import type { Refusal } from '../refusal.contract.ts'
import { mayAct, mayActForAll, owns } from '../rights.rules.ts'
import { endStages, type Sale } from '../sale.contract.ts'
import { currencyRefusal, type Draft, refuse } from '../scene.rules.ts'
import { forbidden } from '../standing.rules.ts'
import { planned } from './follow-ups.rules.ts'

export function openInquiry(
  process: ProcessDefinition,
  action: ActionOf<'open-inquiry'>,
  now: Moment,
): Draft[] | Refusal {
  const isImport = action.origin === 'import'
  if (!mayAct(action.actor, null, action.kind)) return forbidden(action.kind)
  if (!mayActForAll(action.actor, action.kind) && !owns(action.actor, action.ownerId)) {
    return forbidden(action.kind, undefined, 'ownerId')
  }
  if (!isImport && action.customerId === null)
    return refuse('sale.customer-missing', {}, { field: 'customerId' })
  if (!isImport && !process.sources.includes(action.source)) {
    return refuse('sale.code-unknown', { given: action.source }, { field: 'source' })
  }
  const today = businessDate(now.at, now.timeZone)
  const { number, customerId, ownerId, source, intentLevel, modelId, trimId, followUp } = action
  const inquiredAt = isImport ? action.inquiredAt : now.at
  const inquiredOn = inquiredAt && businessDate(inquiredAt, now.timeZone)
  const facts = { number, customerId, ownerId, source, intentLevel, modelId, trimId, inquiredOn }
  const opened: Draft = { action: 'inquiry-opened', facts, channel: action.channel }
  if (!followUp) return [opened]
  const next = planned(process, followUp, intentLevel, today, null)
  return 'code' in next ? next : [opened, next]
}

/** A first snapshot opens a sale, a later one brings it further, as long as nobody here has worked it. */
export function importSale(
  process: ProcessDefinition,
  sale: Sale | null,
  action: ActionOf<'import-sale'>,
  now: Moment,
): Draft[] | Refusal {
  if (!mayAct(action.actor, sale, action.kind)) return forbidden(action.kind)
  if (!process.stages.includes(action.stage)) return refuse('process.stage-missing', { stage: action.stage })
  const refusal = sale && updateRefusal(sale, action)
  if (refusal) return refusal
  const { number, customerId, ownerId, source, intentLevel, modelId, trimId, stageSince, reason } = action
  const inquiredOn = action.inquiredAt && businessDate(action.inquiredAt, now.timeZone)
  const closedOn =
    stageSince && endStages.includes(action.stage) ? businessDate(stageSince, now.timeZone) : null
  const interest = { number, customerId, ownerId, source, intentLevel, modelId, trimId }
  const facts = { ...interest, inquiredOn, stageSince, closedOn, contract: action.contract, reason }
  return [{ action: 'sale-imported', facts, to: action.stage }]
}

function updateRefusal(sale: Sale, action: ActionOf<'import-sale'>): Refusal | null {
  if (sale.worked) return refuse('import.sale-worked')
  const isClosed = endStages.includes(sale.stage)
  if (isClosed && sale.stage !== action.stage) return refuse('sale.closed', { stage: sale.stage })
  const currency = action.contract?.currency ?? null
  return currency === null ? null : currencyRefusal(sale, currency)
}
