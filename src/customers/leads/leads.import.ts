import { StaffMatcher } from '../../network/staff/match-staff.ts'
import { readStaffOf } from '../../network/staff/staff.import.sql.ts'
import { defineFields, type RowOf } from '../../platform/import/fields.ts'
import type { Finding } from '../../platform/import/import.contract.ts'
import type { ImportKind, KeyedRow, Planned, PlannedChange } from '../../platform/import/kind.ts'
import { nextNumbers } from '../../platform/server/counters.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import { sealLeadPhone } from '../people/contact-seals.ts'
import { fullName } from '../people/full-name.rules.ts'
import { callingCodeOf, normalisePhone } from '../people/phone.rules.ts'
import {
  findKnownLeads,
  type ImportedLead,
  insertImportedLeads,
  type KnownLead,
  updateImportedLeads,
} from './leads.import.sql.ts'
import { sourceCode, unknownSource } from './source-code.ts'

export const leadFields = defineFields({
  externalRef: {
    type: 'text',
    label: { zh: '线索编号', en: 'Lead reference' },
    headings: [
      'mql id',
      'lead id',
      'lead number',
      'lead no',
      'external id',
      'reference',
      'record id',
      'prospect id',
      '线索ID',
      '线索号',
      '外部编号',
      '编号',
    ],
    example: 'L-10086',
    maxLength: 100,
  },
  receivedOn: {
    type: 'datetime',
    label: { zh: '留资日期', en: 'Received on' },
    headings: [
      'first contact date',
      'received',
      'received date',
      'created',
      'created at',
      'created date',
      'create date',
      'created on',
      'created time',
      'date created',
      'submitted at',
      'timestamp',
      'lead date',
      'date',
      '日期',
      '留资时间',
      '线索时间',
      '创建时间',
      '下发时间',
      '获取时间',
    ],
    example: '2026-03-05 14:30',
  },
  source: {
    type: 'text',
    label: { zh: '来源', en: 'Source' },
    headings: [
      'lead source',
      'original source',
      'origin',
      'lead origin',
      'utm source',
      'medium',
      'channel',
      'campaign source',
      '线索来源',
      '渠道',
      '来源渠道',
      '媒体',
    ],
    example: '抖音',
    maxLength: 200,
  },
  name: {
    type: 'text',
    label: { zh: '客户姓名', en: 'Name' },
    headings: [
      'customer',
      'customer name',
      'full name',
      'contact',
      'contact name',
      '姓名',
      '客户',
      '联系人',
      '称呼',
    ],
    example: '王小明',
    maxLength: 200,
  },
  givenName: {
    type: 'text',
    label: { zh: '名', en: 'First name' },
    headings: ['given name', 'forename', 'fname', '名字'],
    example: '小明',
    maxLength: 100,
  },
  familyName: {
    type: 'text',
    label: { zh: '姓', en: 'Last name' },
    headings: ['family name', 'surname', 'lname', '姓氏'],
    example: '王',
    maxLength: 100,
  },
  phone: {
    type: 'phone',
    label: { zh: '电话', en: 'Phone' },
    headings: [
      'phone number',
      'mobile',
      'mobile number',
      'telephone',
      'tel',
      '手机',
      '手机号',
      '手机号码',
      '联系电话',
      '联系方式',
      '电话号码',
    ],
    example: '13800138000',
  },
  phone2: {
    type: 'phone',
    label: { zh: '备用电话', en: 'Second phone' },
    headings: [
      'phone 2',
      'other phone',
      'mobile',
      'mobile phone',
      'cell phone',
      'home phone',
      '手机',
      '手机号',
      '备用手机',
      '座机',
    ],
    example: '021-55556666',
  },
  interest: {
    type: 'text',
    label: { zh: '意向车型', en: 'Interest' },
    headings: [
      'model',
      'car',
      'vehicle',
      'product',
      'model of interest',
      '意向车系',
      '车型',
      '车系',
      '感兴趣车型',
      '咨询车型',
      '关注车型',
      '意向产品',
    ],
    example: '远山 舒适版',
    maxLength: 200,
  },
  owner: {
    type: 'text',
    label: { zh: '销售顾问', en: 'Owner' },
    headings: [
      'sales agent',
      'agent',
      'salesperson',
      'consultant',
      'assigned to',
      'lead owner',
      'contact owner',
      'owner name',
      'sales rep',
      '跟进顾问',
      '所属顾问',
      '顾问',
      '负责人',
      '跟进人',
      '归属人',
    ],
    example: '王丽',
    maxLength: 200,
  },
})
type LeadRow = RowOf<typeof leadFields>

type LeadChange = ImportedLead & { readonly externalRef: string | null; readonly importKey: string | null }

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
    'lead-closed': {
      zh: '线索已转化或关闭，未改动',
      en: 'the lead is closed here and was left as it is',
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
  return rows.map(row => planLead(context, row, byKey.get(row.key), staff))
}

function planLead(
  context: ImportContext,
  { values, key, keyIsContent }: KeyedRow<LeadRow>,
  known: KnownLead | undefined,
  staff: StaffMatcher,
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
  }
  if (!known) return { outcome: 'new', change, warnings }
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
  { dealerId, today, now }: ImportContext,
  changes: readonly PlannedChange<LeadRow, LeadChange>[],
): Promise<void> {
  const made = changes.filter(({ outcome }) => outcome === 'new').map(({ change }) => change)
  const edited = changes.filter(({ outcome }) => outcome === 'updated').map(({ change }) => change)
  const numbers = await nextNumbers(tx, dealerId, 'lead', today, made.length)
  await insertImportedLeads(tx, dealerId, made, numbers, now)
  await updateImportedLeads(tx, dealerId, edited)
}
