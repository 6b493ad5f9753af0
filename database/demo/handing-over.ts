import { createHash } from 'node:crypto'
import { checkedContent } from '../../src/sales/deliveries/checklist-text.rules.ts'
import { readings } from '../../src/sales/process/checklist.rules.ts'
import { type CheckEntry, checkPoints } from '../../src/sales/process/hand-over.contract.ts'
import { chance, wholeBetween } from './random.ts'
import { carOf, type Scene, type StepOf, saleOf } from './scene.ts'

/** The day before: an hour that the customer agreed to, and what the delivery wants beside its gate. */
export function appoint(scene: Scene, step: StepOf<'appoint'>): void {
  const { run, at, owner } = scene
  const delivererId = run.course.consultant.staff.id
  const startsAt = new Date(Math.max(step.for, at + 1_800_000)).toISOString()
  scene.do({
    kind: 'book-delivery',
    ...owner,
    appointmentId: scene.id(),
    startsAt,
    delivererId,
    isAgreed: true,
  })
  const prepare = (item: 'insurance' | 'customer-papers' | 'accessories', state: 'done' | 'not-needed') =>
    scene.do({ kind: 'prepare-delivery', ...owner, item, state })
  prepare('customer-papers', 'done')
  prepare('insurance', 'done')
  if (at % 3 === 0) prepare('accessories', 'not-needed')
}

/** Point by point beside the car, then the signature on paper. */
export function inspect(scene: Scene): void {
  const { run, owner, store } = scene
  const { random } = run.course
  const state = carOf(store, saleOf(run).contract?.episodeId)
  const hasScratch = chance(random, 0.12)
  const values = { keys: 2, mileage: state.mileageKm, energy: wholeBetween(random, 20, 80) }
  const entries = checkPoints.map((point): CheckEntry => {
    const isFault = hasScratch && point === 'exterior'
    return {
      point,
      result: isFault ? 'not-ok' : 'ok',
      resolution: isFault ? 'repaired' : null,
      value: readings.includes(point) ? values[point as keyof typeof values] : null,
      photoIds: [],
    }
  })
  const noteOf = (point: string) => (hasScratch && point === 'exterior' ? '右后门轻微划痕，已抛光处理' : '')
  const checkNotes = Object.fromEntries(checkPoints.map(point => [point, noteOf(point)]))
  scene.do({ kind: 'inspect-car', ...owner, checklistId: scene.id(), entries }, { checkNotes })
  const checks = entries.map(entry => ({ ...entry, note: noteOf(entry.point), photoHashes: [] }))
  const contentSha256 = createHash('sha256').update(checkedContent(state.car.vin, checks)).digest('hex')
  const signed = { signatureId: null, contentSha256, textVersion: '2026-01-01', textLanguage: 'zh' } as const
  scene.do({ kind: 'sign-checklist', ...owner, ...signed }, { rowId: scene.id() })
}
