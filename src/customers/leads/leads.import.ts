import { StaffMatcher } from '../../network/staff/match-staff.ts'
import { readStaffOf } from '../../network/staff/staff.import.sql.ts'
import { type RulesInForce, rulesBelow } from '../../network/store-rules/rules-of-store.ts'
import type { RowOf } from '../../platform/import/fields.ts'
import type { Finding } from '../../platform/import/import.contract.ts'
import type { ImportKind, KeyedRow, Planned, PlannedChange } from '../../platform/import/kind.ts'
import { nextNumbers } from '../../platform/server/counters.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import { sealLeadPhone } from '../people/contact-seals.ts'
import { fullName } from '../people/full-name.rules.ts'
import { callingCodeOf, normalisePhone } from '../people/phone.rules.ts'
import { distributeImported } from './distribute-imported.ts'
import { clockOfImported, noClock } from './imported-clock.rules.ts'
import { leadFields } from './lead-fields.ts'
import {
  findKnownLeads,
  type ImportedLead,
  insertImportedLeads,
  type KnownLead,
  type NewImportedLead,
  updateImportedLeads,
} from './leads.import.sql.ts'
import { sourceCode, unknownSource } from './source-code.ts'

type LeadRow = RowOf<typeof leadFields>

type LeadChange = NewImportedLead

/** Expressions of interest. A lead is known by its reference, or else by its row: one person may ask twice. */
export const leadsImport: ImportKind<typeof leadFields, LeadChange, Tx, ImportContext> = {
  name: 'leads',
  fields: leadFields,
  findings: {
    'lead-empty': {
      zh: '编号、姓名、电话、来源、日期均为空',
      en: 'reference, name, phone, source and date are all empty',
    },
    'owner-unknown': {
      zh: '本店没有“{name}”，线索进入公海',
      en: '“{name}” does not work at this store: the lead goes to the public pool',
    },
    'clock-starts': {
      zh: '新线索且无人负责：首次响应时限从导入时起计',
      en: 'new and nobody’s: the time for a first response starts with the import',
    },
    'lead-closed': {
      zh: '线索已转化或关闭，未改动',
      en: 'the lead is closed here and was left as it is',
    },
  },
  choices: {
    distribute: {
      label: { zh: '按门店规则分配新线索', en: 'Distribute new leads by the store’s rule' },
      hint: {
        zh: '只分配近期收到、无人负责、本次开始计首次响应时限的线索；其余进公海。门店规则为不自动分配时，全部进公海。',
        en: 'Only leads that came lately, are nobody’s and start their response time now; the others wait in the pool, as all do where the store’s rule gives leads to nobody.',
      },
    },
  },
  identify: ({ externalRef }) => ({ key: externalRef ? `ref:${externalRef}` : null }),
  check,
  plan,
  apply,
}

function check(row: LeadRow, context: ImportContext): { reasons: Finding[] } {
  const { externalRef, source, receivedOn } = row
  const name = fullName(row.name, row)
  const phone = row.phone ?? row.phone2
  if (phone && !normalisePhone(phone, callingCodeOf(context)))
    return {
      reasons: [{ code: 'not-a-phone', field: row.phone ? 'phone' : 'phone2', params: { value: phone } }],
    }
  const isEmpty = !externalRef && !name && !phone && !source && !receivedOn
  return { reasons: isEmpty ? [{ code: 'lead-empty' }] : [] }
}

async function plan(
  tx: Tx,
  context: ImportContext,
  rows: readonly KeyedRow<LeadRow>[],
): Promise<Planned<LeadChange>[]> {
  const staff = new StaffMatcher(await readStaffOf(tx, context.dealerId))
  const known = await findKnownLeads(tx, context.dealerId, {
    externalRefs: rows.flatMap(({ values }) => values.externalRef ?? []),
    importKeys: rows.flatMap(({ key, keyIsContent }) => (keyIsContent ? key : [])),
  })
  const byKey = new Map(known.map(lead => [lead.importKey ?? `ref:${lead.externalRef}`, lead]))
  const rules = await rulesBelow(tx, context)
  return rows.map(row => planLead(context, row, byKey.get(row.key), { staff, rules }))
}

function planLead(
  context: ImportContext,
  { values, key, keyIsContent }: KeyedRow<LeadRow>,
  known: KnownLead | undefined,
  { staff, rules }: { staff: StaffMatcher; rules: RulesInForce },
): Planned<LeadChange> {
  if (known && keyIsContent) return { outcome: 'unchanged' }
  const { ownerId, warnings } = ownerOf(values, staff)
  const phone = phoneOf(context, values)
  const source = values.source ? sourceCode(values.source) : (known?.source ?? unknownSource)
  const change: LeadChange = {
    id: known?.id ?? context.newId(),
    version: known?.version ?? 1,
    externalRef: values.externalRef,
    importKey: keyIsContent ? key : null,
    source,
    receivedAt: values.receivedOn?.instant ?? known?.receivedAt ?? null,
    receivedOn: values.receivedOn?.date ?? known?.receivedOn ?? null,
    name: fullName(values.name, values) ?? known?.name ?? null,
    interest: values.interest ?? known?.interest ?? null,
    ownerId: ownerId ?? known?.ownerId ?? null,
    phone,
    clock: noClock,
  }
  if (!known) {
    const clock = clockOfImported({ ...values, ownerId }, rules, context.now)
    const found = clock.respondBy ? [...warnings, { code: 'clock-starts' }] : warnings
    return { outcome: 'new', change: { ...change, clock }, warnings: found }
  }
  const hasNewPhone = phone !== null && phone.fullIndex.toString('hex') !== known.phoneIndex
  if (!hasNewPhone && compared.every(field => known[field] === change[field]))
    return { outcome: 'unchanged', warnings }
  if (known.state !== 'open')
    return { outcome: 'unchanged', warnings: [...warnings, { code: 'lead-closed' }] }
  return { outcome: 'updated', change: { ...change, phone: hasNewPhone ? phone : null }, warnings }
}

const compared = ['source', 'receivedAt', 'receivedOn', 'name', 'interest', 'ownerId'] as const

/** A lead is called on one number. */
function phoneOf({ seals, dealerId, ...store }: ImportContext, row: LeadRow): ImportedLead['phone'] {
  const phone = row.phone ?? row.phone2
  const normal = phone && normalisePhone(phone, callingCodeOf(store))
  return normal ? sealLeadPhone(seals, dealerId, normal) : null
}

function ownerOf({ owner }: LeadRow, staff: StaffMatcher): { ownerId: string | null; warnings: Finding[] } {
  if (!owner) return { ownerId: null, warnings: [] }
  const found = staff.find(owner)
  if (found?.active) return { ownerId: found.id, warnings: [] }
  return { ownerId: null, warnings: [{ code: 'owner-unknown', field: 'owner', params: { name: owner } }] }
}

async function apply(
  tx: Tx,
  context: ImportContext,
  changes: readonly PlannedChange<LeadRow, LeadChange>[],
): Promise<void> {
  const made = changes.filter(({ outcome }) => outcome === 'new').map(({ change }) => change)
  const edited = changes.filter(({ outcome }) => outcome === 'updated').map(({ change }) => change)
  const { dealerId, today, now } = context
  const numbers = await nextNumbers(tx, dealerId, 'lead', today, made.length)
  await insertImportedLeads(tx, dealerId, made, numbers, now)
  await updateImportedLeads(tx, dealerId, edited)
  if (context.choices.has('distribute')) await distributeImported(tx, context, made)
}
