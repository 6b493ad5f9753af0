import { type CheckEntry, type CheckPoint, checkPoints } from '../process/hand-over.contract.ts'

/** A point as it is kept, with the hashes of its photos. */
export interface KeptCheck extends Omit<CheckEntry, 'photoIds'> {
  readonly note: string
  readonly photoHashes: readonly string[]
}

export interface ChecklistFacts {
  readonly dealerName: string
  readonly customerName: string
  readonly car: string
  readonly vin: string
  readonly checks: readonly KeptCheck[]
}

export interface ChecklistText {
  readonly version: string
  readonly language: 'zh' | 'en'
  readonly title: string
  readonly lines: readonly string[]
  /** everything above as one text: what is hashed and signed */
  readonly text: string
}

interface Wording {
  readonly title: string
  readonly head: string
  readonly points: Readonly<Record<CheckPoint, string>>
  readonly units: Readonly<Partial<Record<CheckPoint, string>>>
  readonly results: Readonly<Record<CheckEntry['result'], string>>
  readonly resolutions: Readonly<Record<NonNullable<CheckEntry['resolution']>, string>>
  readonly photos: string
  readonly statement: string
}

/** A wording that was signed is never changed: a new version is added. */
const version = '2026-01-01'
const wordings: Readonly<Record<'zh' | 'en', Wording>> = {
  zh: {
    title: '交车验收单',
    head: '经销商：{dealerName}。客户：{customerName}。车辆：{car}，车架号 {vin}。',
    points: {
      exterior: '外观漆面、玻璃与轮胎',
      interior: '内饰与座椅',
      functions: '灯光、空调、影音与各项功能',
      tools: '随车工具与备胎',
      documents: '合格证、说明书、保养手册与三包凭证',
      keys: '钥匙数量',
      mileage: '里程表读数',
      energy: '油量/电量',
    },
    units: { keys: '把', mileage: '公里', energy: '%' },
    results: { ok: '正常', 'not-ok': '有问题' },
    resolutions: {
      repaired: '已修复',
      replaced: '已更换',
      accepted: '客户接受现状',
      promised: '承诺交车后处理',
    },
    photos: '照片 {count} 张（{hashes}）',
    statement: '客户已与销售顾问共同验车，以上内容与车辆实际状况一致，并已了解三包有效期与包修期。',
  },
  en: {
    title: 'Delivery checklist',
    head: 'Dealer: {dealerName}. Customer: {customerName}. Car: {car}, VIN {vin}.',
    points: {
      exterior: 'Paint, glass and tyres',
      interior: 'Interior and seats',
      functions: 'Lights, climate, audio and functions',
      tools: 'Tools and spare wheel',
      documents: 'Certificate, manual, service book and warranty papers',
      keys: 'Number of keys',
      mileage: 'Odometer',
      energy: 'Fuel or charge',
    },
    units: { keys: '', mileage: 'km', energy: '%' },
    results: { ok: 'as it should be', 'not-ok': 'at fault' },
    resolutions: {
      repaired: 'repaired',
      replaced: 'replaced',
      accepted: 'accepted by the customer as it is',
      promised: 'to be seen to after delivery, as promised',
    },
    photos: '{count} photo(s) ({hashes})',
    statement:
      'The customer looked the car over together with the consultant, finds it as written above, and knows the terms of the warranty.',
  },
}

/** The checklist in the words that the customer signs: every point, note and photo is in it. */
export function checklistTextOf(language: 'zh' | 'en', facts: ChecklistFacts): ChecklistText {
  const wording = wordings[language]
  const { dealerName, customerName, car, vin } = facts
  const lines = [
    filled(wording.head, { dealerName, customerName, car, vin }),
    ...inOrder(facts.checks).map(check => lineOf(wording, check)),
    wording.statement,
  ]
  return {
    version,
    language,
    title: wording.title,
    lines,
    text: [wording.title, version, ...lines].join('\n'),
  }
}

/** What was checked, whatever the language: the same as long as nothing of it changes. */
export function checkedContent(vin: string, checks: readonly KeptCheck[]): string {
  const kept = inOrder(checks).map(({ point, result, resolution, value, note, photoHashes }) => [
    point,
    result,
    resolution,
    value,
    note,
    [...photoHashes],
  ])
  return JSON.stringify([vin, kept])
}

function lineOf(
  wording: Wording,
  { point, result, resolution, value, note, photoHashes }: KeptCheck,
): string {
  const count = String(photoHashes.length)
  const hashes = photoHashes.map(hash => hash.slice(0, 12)).join(' ')
  const pieces = [
    value === null ? null : `${value} ${wording.units[point] ?? ''}`.trim(),
    wording.results[result],
    resolution && wording.resolutions[resolution],
    note || null,
    photoHashes.length > 0 ? filled(wording.photos, { count, hashes }) : null,
  ]
  return `${wording.points[point]}: ${pieces.filter(Boolean).join(' · ')}`
}

function inOrder(checks: readonly KeptCheck[]): KeptCheck[] {
  return checkPoints.flatMap(point => checks.filter(check => check.point === point))
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
