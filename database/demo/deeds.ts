import { addDays } from '../../src/platform/business-date.ts'
import { dateOf } from './calendar.ts'
import { appoint, inspect } from './handing-over.ts'
import { quote, sign } from './offers.ts'
import { chance, pick, type Random, wholeBetween } from './random.ts'
import { type SaleRun, type Store, systemActor } from './sale-run.ts'
import { carOf, currency, type Scene, type StepOf, saleOf, sceneOf } from './scene.ts'
import { deliver, mark, pay } from './settling.ts'
import type { Step } from './steps.ts'
import type { DriveSlot } from './timetable.ts'

/** Does one step of a plan: names the actor, gives ids and numbers, and acts. */
export function doDeed(store: Store, run: SaleRun, step: Step): void {
  doAny(sceneOf(store, run, step.at), step)
}

function doAny<K extends Step['do']>(scene: Scene, step: StepOf<K>): void {
  deeds[step.do as K](scene, step)
}

const deeds: { readonly [K in Step['do']]: (scene: Scene, step: StepOf<K>) => void } = {
  open,
  contact,
  show,
  'book-drive': bookDrive,
  'start-drive': startDrive,
  'return-drive': returnDrive,
  'cancel-drive': (scene, { drive }) =>
    scene.do(
      { kind: 'cancel-test-drive', ...scene.owner, testDriveId: driveId(scene, drive) },
      { closedReason: 'customer-asked' },
    ),
  'miss-drive': (scene, { drive }) =>
    scene.do(
      { kind: 'miss-test-drive', ...scene.owner, testDriveId: driveId(scene, drive) },
      { closedReason: pick(scene.run.course.random, ['no-answer', 'forgot', 'late']) },
    ),
  quote,
  reserve: (scene, { car }) =>
    scene.do({ kind: 'reserve-car', ...scene.owner, reservationId: scene.id(), vehicle: scene.facts(car) }),
  expire: scene => scene.do({ kind: 'expire-reservation', actor: systemActor, origin: 'system' }),
  sign,
  match: (scene, { car }) =>
    scene.do({ kind: 'match-car', ...scene.owner, vehicle: scene.facts(car), reservationId: scene.id() }),
  pay,
  mark,
  appoint,
  inspect,
  deliver,
  'hand-over': scene =>
    scene.do({
      kind: 'hand-over',
      ...scene.owner,
      handOverId: scene.id(),
      adviserId: scene.run.course.dealer.serviceAdviser.id,
      reminderId: scene.id(),
    }),
  'propose-loss': proposeLoss,
  'confirm-loss': scene => scene.do({ kind: 'confirm-loss', ...manager(scene) }),
  'decline-loss': scene =>
    scene.do({ kind: 'decline-loss', ...manager(scene) }, { note: '再约客户到店谈一次' }),
  cancel: cancelAndSettle,
}

const settledMs = 3 * 24 * 3_600_000

/** The sales manager cancels; the dealer manager decides and finance pays, for the last days still to come. */
function cancelAndSettle(scene: Scene, { reason, party, note }: StepOf<'cancel'>): void {
  const { store, run, at } = scene
  const ids = { cancellationId: scene.id(), refundId: scene.id() }
  scene.do({ kind: 'cancel-sale', ...manager(scene), ...ids, reason, defaultingParty: party }, { note })
  const [refund] = saleOf(run).refunds.filter(({ state }) => state === 'pending')
  if (!refund || at > run.course.endsAt - settledMs) return
  const { dealerManager, finance } = run.course.dealer
  const refundId = refund.id
  scene.do({ kind: 'approve-refund', ...scene.as(dealerManager), refundId })
  if (refund.amountMinor === 0) return
  const paymentId = scene.id()
  scene.do(
    { kind: 'pay-refund', ...scene.as(finance), refundId, paymentId, method: 'transfer' },
    {
      paymentNumbers: [store.numbering.next('payment', at)],
      reference: `TX${paymentId.slice(-10).toUpperCase()}`,
    },
  )
}

/** What was lost on price says by how much. */
function proposeLoss(scene: Scene, { reason, competitor, note }: StepOf<'propose-loss'>): void {
  const gap = reason === 'price' || reason === 'competitor'
  const priceGapMinor = gap ? (1 + (Math.floor(scene.at / 60_000) % 12)) * 100_000 : null
  const details = { competitor, note, priceGapMinor, currency }
  scene.do({ kind: 'propose-loss', ...scene.owner, lossId: scene.id(), reason }, details)
}

function manager(scene: Scene) {
  return scene.as(scene.run.course.dealer.salesManager)
}

function open(scene: Scene, { note }: StepOf<'open'>): void {
  const { store, run, at, owner } = scene
  const { course } = run
  // What comes from afar is handed out by the sales manager, half of the time.
  const isHandedOut = !course.source.isHere && chance(course.random, 0.5)
  scene.do(
    {
      kind: 'open-inquiry',
      ...(isHandedOut ? scene.as(course.dealer.salesManager) : owner),
      saleId: run.saleId,
      dealerId: store.dealerId,
      number: store.numbering.next('sale', at),
      customerId: run.customerId,
      ownerId: course.consultant.staff.id,
      source: course.source.code,
      channel: course.source.channel,
      intentLevel: course.openingLevel,
      modelId: course.trim.modelId,
      trimId: course.trim.id,
      followUp: { id: scene.id(), dueOn: null },
      inquiredAt: null,
    },
    { note, rowId: scene.id() },
  )
}

function contact(scene: Scene, step: StepOf<'contact'>): void {
  const { run, at, owner } = scene
  const next =
    step.next === null
      ? null
      : { id: scene.id(), dueOn: step.next === 'by-level' ? null : notPast(step.next, at) }
  const followUpId = saleOf(run).followUp?.id
  if (followUpId) {
    const { result, channel, level: intentLevel } = step
    scene.do({ kind: 'complete-follow-up', ...owner, followUpId, result, channel, intentLevel, next })
    if (result === 'invited') sendAddress(scene)
  } else if (next) {
    scene.do({ kind: 'plan-follow-up', ...owner, followUp: next, intentLevel: step.level })
  }
}

/** Who is invited gets the way to the store as a message. */
function sendAddress(scene: Scene): void {
  const details = { note: '已发送门店地址和到店时间' }
  scene.do(
    {
      kind: 'record-contact',
      ...scene.owner,
      contactId: scene.id(),
      channel: 'message',
      direction: 'out',
      result: 'reached',
      intentLevel: null,
      next: null,
    },
    details,
  )
}

function show(scene: Scene, { note, at }: StepOf<'show'>): void {
  scene.do({ kind: 'record-showing', ...scene.owner, showingId: scene.id(), visit: null }, { note })
  const remark = remarks[Math.floor(at / 60_000) % (3 * remarks.length)]
  if (remark) scene.do({ kind: 'write-note', ...scene.owner, noteId: scene.id() }, { note: remark })
}

/** What a consultant jots down after a third of the visits. */
const remarks = [
  '太太要一起再来看',
  '旧车想估个价',
  '周末可以试驾',
  '关心上牌时间',
  '还在对比友商优惠',
  '公司付款，要专票',
]

function notPast(date: string, at: number): string {
  const today = dateOf(at)
  return date < today ? today : date
}

function bookDrive(scene: Scene, { drive }: StepOf<'book-drive'>): void {
  const testDriveId = scene.id()
  scene.run.drives.set(drive, testDriveId)
  scene.do({
    kind: 'book-test-drive',
    ...scene.owner,
    testDriveId,
    driver: null,
    vehicle: scene.facts(drive.car),
    escortId: drive.escort.id,
    startsAt: new Date(drive.startsAt).toISOString(),
    endsAt: new Date(drive.endsAt).toISOString(),
  })
}

/** At the desk: the licence, the agreement, the keys. */
function startDrive(scene: Scene, { drive }: StepOf<'start-drive'>): void {
  const { store, run, at, owner } = scene
  const { random } = run.course
  const testDriveId = driveId(scene, drive)
  const validUntil = addDays(dateOf(at), wholeBetween(random, 60, 3000))
  const licenceClass = chance(random, 0.7) ? 'C1' : 'C2'
  scene.do({ kind: 'check-licence', ...owner, testDriveId, validUntil, licenceClass, photoId: null })
  const signed = { signatureId: null, textVersion: '2026-01-01', textLanguage: 'zh' } as const
  scene.do({ kind: 'sign-agreement', ...owner, testDriveId, ...signed })
  const mileageOutKm = carOf(store, drive.car.episodeId).mileageKm
  const vehicle = scene.facts(drive.car)
  scene.do({ kind: 'start-test-drive', ...owner, testDriveId, vehicle, mileageOutKm })
}

/** Back with the kilometres that it drove; most say at once how they liked it. */
function returnDrive(scene: Scene, { drive }: StepOf<'return-drive'>): void {
  const state = carOf(scene.store, drive.car.episodeId)
  const { random } = scene.run.course
  const testDriveId = driveId(scene, drive)
  state.mileageKm += drive.km
  const returned = { energyPercent: wholeBetween(random, 30, 95), isDamaged: false, note: '' }
  scene.do(
    { kind: 'return-test-drive', ...scene.owner, testDriveId, mileageInKm: state.mileageKm },
    { returned },
  )
  if (!chance(random, 0.8)) return
  const { ratings, likes, dislikes } = impression(random)
  const feedback = { testDriveId, feedbackId: scene.id(), ratings, next: 'quote' } as const
  scene.do({ kind: 'record-feedback', ...scene.owner, ...feedback }, { likes, dislikes })
}

function impression(random: Random) {
  const star = () => wholeBetween(random, 2, 5)
  return {
    ratings: { space: star(), comfort: star(), power: star(), quietness: star() },
    likes: pick(random, ['座椅舒适', '动力足，起步快', '内饰做工好', '后排空间大']),
    dislikes: pick(random, ['', '', '风噪偏大', '后备箱偏小', '中控屏反光']),
  }
}

function driveId({ run }: Scene, drive: DriveSlot): string {
  const id = run.drives.get(drive)
  if (!id) throw new Error('a test drive goes on that nobody booked')
  return id
}
