import type { KnownLead } from '../../customers/leads/leads.import.sql.ts'
import { sourceCode, unknownSource } from '../../customers/leads/source-code.ts'
import type { TrimMatcher } from '../../inventory/models/match-trim.ts'
import type { StaffMatcher } from '../../network/staff/match-staff.ts'
import type { ImportedMoment } from '../../platform/import/fields.ts'
import type { Finding } from '../../platform/import/import.contract.ts'
import type { KeyedRow, Planned } from '../../platform/import/kind.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import type { ActionOf } from '../process/action.contract.ts'
import { decide } from '../process/decide.rules.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import type { Refusal } from '../process/refusal.contract.ts'
import { endStages, type Sale, type StageCode } from '../process/sale.contract.ts'
import type { BuyerMatcher, NewBuyer } from './match-buyer.ts'
import { reasonCode } from './reason-code.ts'
import type { SaleRow } from './sale-fields.ts'
import type { KnownSale } from './sales.import.sql.ts'

export interface SaleChange {
  readonly before: Sale | null
  readonly process: ProcessDefinition
  /** of a new sale without its number, which is drawn when it is written */
  readonly action: ActionOf<'import-sale'>
  readonly leadId: string | null
  readonly buyer: NewBuyer | null
  readonly externalRef: string | null
  readonly importKey: string | null
}

/** What the store has, against which rows are decided. */
export interface SaleScene {
  readonly sales: readonly KnownSale[]
  readonly leads: readonly KnownLead[]
  readonly staff: StaffMatcher
  readonly trims: TrimMatcher
  readonly buyers: BuyerMatcher
  /** that new sales begin with */
  readonly process: ProcessDefinition
  /** the one that a known sale goes by */
  readonly processOf: ReadonlyMap<number, ProcessDefinition>
}

const signedStages: readonly StageCode[] = ['contract', 'delivery', 'after-sales']

/** Decides for the rows of a batch what becomes of each sale, by the same process as live work. */
export class SalePlanner {
  private readonly sales: ReadonlyMap<string, KnownSale>
  private readonly leads: ReadonlyMap<string | null, KnownLead>

  constructor(
    private readonly context: ImportContext,
    private readonly scene: SaleScene,
  ) {
    this.sales = new Map(scene.sales.map(known => [known.importKey ?? `ref:${known.externalRef}`, known]))
    this.leads = new Map(scene.leads.map(lead => [lead.externalRef, lead]))
  }

  plan({ values, key, keyIsContent }: KeyedRow<SaleRow>): Planned<SaleChange> {
    const known = this.sales.get(key) ?? null
    const before = known?.sale ?? null
    const lead = values.leadRef === null ? null : (this.leads.get(values.leadRef) ?? null)
    const warnings: Finding[] = []
    const process = (before && this.scene.processOf.get(before.processVersion)) ?? this.scene.process
    const owner = this.ownerOf(values, warnings) ?? lead?.ownerId ?? null
    const buyer = this.scene.buyers.find(values, before?.customerId ?? null, owner)
    warnings.push(...buyer.warnings, ...leadWarnings(values, lead, before))
    const action = this.actionOf(values, before, lead, {
      process,
      ownerId: owner,
      customerId: buyer.customerId ?? lead?.customerId ?? null,
      ...this.carOf(values, warnings),
    })
    warnings.push(...dateWarnings(values, lead))
    const change: SaleChange = {
      before,
      process,
      action,
      leadId: lead?.id ?? known?.leadId ?? null,
      buyer: buyer.made,
      externalRef: values.externalRef ?? values.leadRef,
      importKey: keyIsContent ? key : null,
    }
    return this.outcomeOf(change, known, warnings)
  }

  private outcomeOf(
    change: SaleChange,
    known: KnownSale | null,
    warnings: readonly Finding[],
  ): Planned<SaleChange> {
    const decided = decide(change.process, change.before, change.action, this.moment())
    if ('refusal' in decided) return { outcome: 'refused', reasons: [findingOf(decided.refusal)] }
    if (!known) return { outcome: 'new', change, warnings }
    const isSame = decided.events.length === 0 && change.leadId === known.leadId
    return isSame ? { outcome: 'unchanged', warnings } : { outcome: 'updated', change, warnings }
  }

  private moment() {
    return { at: this.context.now.toISOString(), timeZone: this.context.timeZone }
  }

  private actionOf(
    row: SaleRow,
    before: Sale | null,
    lead: KnownLead | null,
    found: Pick<ActionOf<'import-sale'>, 'ownerId' | 'customerId' | 'modelId' | 'trimId'> & {
      process: ProcessDefinition
    },
  ): ActionOf<'import-sale'> {
    const { process, ...links } = found
    const stage = stageOf(row) ?? before?.stage ?? 'inquiry'
    const ended = endOf(row, stage)
    return {
      kind: 'import-sale',
      actor: { kind: 'import', id: null, roles: [], discountLimitBps: null },
      origin: 'import',
      saleId: before?.id ?? this.context.newId(),
      dealerId: this.context.dealerId,
      number: before?.number ?? '',
      stage,
      ...links,
      source: row.source ? sourceCode(row.source) : (lead?.source ?? before?.source ?? unknownSource),
      intentLevel: row.intentLevel,
      inquiredAt: row.inquiredOn?.instant ?? lead?.receivedAt ?? null,
      stageSince: row.stageSince?.instant ?? ended?.instant ?? null,
      contract: signedStages.includes(stage) ? this.contractOf(row, before, ended) : null,
      reason: reasonCode(process, stage, row.reason),
    }
  }

  /** What is known of an agreement that was made elsewhere. */
  private contractOf(
    { price }: SaleRow,
    before: Sale | null,
    signed: ImportedMoment | null,
  ): ActionOf<'import-sale'>['contract'] {
    const known = before?.contract ?? null
    const said = price && price.minor > 0 ? price : null
    return {
      id: known?.id ?? this.context.newId(),
      episodeId: known?.episodeId ?? null,
      priceMinor: said?.minor ?? known?.priceMinor ?? null,
      currency: said?.currency ?? before?.currency ?? null,
      signedAt: signed?.instant ?? known?.signedAt ?? null,
    }
  }

  private ownerOf({ owner }: SaleRow, warnings: Finding[]): string | null {
    const found = owner === null ? null : this.scene.staff.find(owner)
    if (owner !== null && !found)
      warnings.push({ code: 'owner-unknown', field: 'owner', params: { name: owner } })
    return found?.id ?? null
  }

  private carOf(
    { product }: SaleRow,
    warnings: Finding[],
  ): { modelId: string | null; trimId: string | null } {
    if (product === null) return { modelId: null, trimId: null }
    const matched = this.scene.trims.find({ code: product, trim: product })
    if (matched) return { modelId: matched.model.id, trimId: matched.trim.id }
    const model = this.scene.trims.findModel(product)
    if (!model) warnings.push({ code: 'product-unknown', field: 'product', params: { name: product } })
    return { modelId: model?.id ?? null, trimId: null }
  }
}

/** Some files say the stage and how it ended apart: a deal that was won at the proposal is no longer there. */
function stageOf({ stage, outcome, wonOn }: SaleRow): StageCode | null {
  if (outcome === 'lost' && stage !== 'cancelled') return 'lost'
  if (outcome === 'won' && !(stage && signedStages.includes(stage))) return 'after-sales'
  return stage ?? (wonOn ? 'after-sales' : null)
}

/** When a sale reached the stage that it is in, as far as the file says. */
function endOf(row: SaleRow, stage: StageCode): ImportedMoment | null {
  if (signedStages.includes(stage)) return row.wonOn ?? row.closedOn
  return endStages.includes(stage) ? (row.closedOn ?? row.wonOn) : null
}

function leadWarnings({ leadRef }: SaleRow, lead: KnownLead | null, before: Sale | null): Finding[] {
  if (leadRef === null) return []
  const params = { ref: leadRef }
  if (!lead) return [{ code: 'lead-unknown', field: 'leadRef', params }]
  if (lead.state === 'lost') return [{ code: 'lead-closed', field: 'leadRef', params }]
  const isElsewhere = lead.state === 'converted' && lead.saleId !== before?.id
  return isElsewhere ? [{ code: 'lead-converted', field: 'leadRef', params }] : []
}

/** Real files hold wins that are older than their first contact: they come in, and are shown. */
function dateWarnings(row: SaleRow, lead: KnownLead | null): Finding[] {
  const began = row.inquiredOn?.date ?? lead?.receivedOn ?? null
  const field = row.wonOn ? 'wonOn' : 'closedOn'
  const ended = row[field]?.date ?? null
  if (began === null || ended === null || ended >= began) return []
  return [{ code: 'ended-before-begun', field, params: { ended, began } }]
}

function findingOf({ code, field, facts }: Refusal): Finding {
  const params = Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  )
  return { code, ...(field && { field }), params }
}
