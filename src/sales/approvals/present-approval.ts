import { seesNames } from '../../platform/permissions.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import type { Actor } from '../process/action.contract.ts'
import { authorityFor } from '../process/discount-limit.rules.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import { mayActForAll } from '../process/rights.rules.ts'
import type { Approval, Refund, RefundPurpose } from '../process/sale.contract.ts'
import { presentNames } from '../sales/present-sale.ts'
import type { ApprovalItem } from './approval-list.contract.ts'
import type { ApprovalRow } from './approval-list.sql.ts'

/** One line of the list, with what the reader may do about it by the same rules that decide. */
export function presentApproval(
  scope: Scope,
  row: ApprovalRow,
  reader: Actor,
  process: ProcessDefinition,
): ApprovalItem {
  const common = { ...about(scope, row), ...standing(row, reader, process) }
  if (row.kind === 'discount') {
    return {
      ...common,
      kind: 'discount',
      state: row.askedState as Approval['state'],
      currency: row.askedCurrency ?? '',
      listPriceMinor: row.listPriceMinor ?? 0,
      discountMinor: row.discountMinor ?? 0,
      concessionMinor: row.concessionMinor ?? 0,
      offerMinor: row.offerMinor,
    }
  }
  if (row.kind === 'refund') {
    return {
      ...common,
      kind: 'refund',
      state: row.askedState as Refund['state'],
      currency: row.askedCurrency ?? '',
      purpose: row.purpose as RefundPurpose,
      amountMinor: row.askedMinor ?? 0,
      keptMinor: row.keptMinor ?? 0,
    }
  }
  const state = row.askedState as 'pending' | 'confirmed' | 'declined'
  return { ...common, kind: 'loss', state, currency: row.currency, amountMinor: row.amountMinor }
}

function about(scope: Scope, row: ApprovalRow) {
  const { id: saleId, dealerId, number, stage, intentLevel, version: saleVersion } = row
  const { customer, owner, trim } = presentNames(scope, dealerId, row)
  const isShown = holdsAt(scope, dealerId, seesNames)
  const written = (text: string) => (isShown && text !== '' ? text : null)
  return {
    id: row.askedId,
    ...{ saleId, dealerId, number, stage, intentLevel, customer, owner, trim, saleVersion },
    reason: row.reason,
    note: written(row.note),
    requestedBy: named(row.askedById, row.askedByName),
    requestedAt: row.askedAt,
    decidedBy: named(row.decidedById, row.decidedByName),
    decidedAt: row.decidedAt,
    onBehalfOf: named(row.behalfId, row.behalfName),
    decisionReason: row.decisionReason,
    decisionNote: written(row.decisionNote),
  }
}

type Standing = Pick<ApprovalItem, 'waitsFor' | 'forMe' | 'hindrance'>

function standing(row: ApprovalRow, reader: Actor, process: ProcessDefinition): Standing {
  const { kind, askedState, askedById } = row
  if (askedState === 'countered') {
    return { waitsFor: 'requester', forMe: reader.id === askedById, hindrance: null }
  }
  if (askedState === 'approved') {
    const forMe = mayActForAll(reader, 'pay-refund')
    return { waitsFor: 'payment', forMe, hindrance: forMe ? null : 'role' }
  }
  if (askedState !== 'pending') return { waitsFor: null, forMe: false, hindrance: null }
  const hindrance = hindranceOf(row, reader, process, kind)
  return { waitsFor: 'decision', forMe: hindrance === null, hindrance }
}

const deciding = { discount: 'give-approval', refund: 'approve-refund', loss: 'confirm-loss' } as const

function hindranceOf(
  row: ApprovalRow,
  reader: Actor,
  process: ProcessDefinition,
  kind: ApprovalRow['kind'],
): Standing['hindrance'] {
  if (!mayActForAll(reader, deciding[kind])) return 'role'
  if (kind !== 'loss' && reader.id !== null && reader.id === row.askedById) return 'own'
  if (kind !== 'discount') return null
  const concession = {
    concessionMinor: row.concessionMinor ?? 0,
    listPriceMinor: row.listPriceMinor ?? 0,
    modelId: row.askedModelId,
  }
  return authorityFor(process, reader, concession, row.askedById) ? null : 'limit'
}

function named(id: string | null, name: string | null) {
  return id !== null && name !== null ? { id, name } : null
}
