import Button from 'antd/es/button'
import { businessDate } from '../../platform/business-date.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { dateTimeShort, time } from '../../platform/web/kit/figures.ts'
import { Mark, type Tone } from '../../platform/web/kit/Mark.tsx'
import { Dated, Money, Unknown } from '../../platform/web/kit/Values.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { PrintLink } from '../print/PrintLink.tsx'
import type { TestDrive } from '../process/sale.contract.ts'
import { nextDriveStep } from '../process/test-drive-readiness.rules.ts'
import { carWord, codeWord, salesWords } from '../sale-words.web.ts'
import { possibilitiesOf, saleTopics } from '../steps/step.web.ts'
import type { StepKind } from '../steps/step-kind.ts'
import { DrivePapers } from '../test-drives/DrivePapers.tsx'
import { Fact, Opening } from './SaleFacts.tsx'
import type { SalePage } from './sale-page.contract.ts'
import { listSalePayments, type PaymentPaper } from './sale-papers.contract.ts'
import type { Steps } from './use-steps.web.ts'

/** The car that is reserved, under contract or delivered. */
export function SaleCarPanel({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  const { car, state, dealer } = page
  const { reservation } = state
  return (
    <section className="panel side-panel">
      <h2>
        {t('sale.carTitle')}
        {car && <small>{codeWord('availability', car.availability)}</small>}
      </h2>
      {!car ? (
        <p className="quiet">{t('sale.noCarYet')}</p>
      ) : (
        <dl className="facts">
          <Fact name={t('sale.car')}>{[carWord(car), car.modelYear].filter(Boolean).join(' · ')}</Fact>
          <Fact name={t('sale.stockNumber')}>
            <Opening noun="vehicles" id={car.vehicleId}>
              {car.stockNumber}
            </Opening>
          </Fact>
          <Fact name={t('sale.vin')}>
            {car.vin ? (
              <span className="sale-vin">{car.vin}</span>
            ) : (
              <span className="is-late">{t('sale.noVin')}</span>
            )}
          </Fact>
          <Fact name={t('sale.colours')}>
            {[car.exteriorColour, car.interiorColour].filter(Boolean).join(' / ') || <Unknown />}
          </Fact>
          <Fact name={t('sale.location')}>{car.location ?? <Unknown />}</Fact>
          <Fact name={t('sale.price')}>
            <Money minor={car.priceMinor} currency={car.currency} />
          </Fact>
          {!car.costMasked && (
            <Fact name={t('sale.cost')}>
              <Money minor={car.costMinor} currency={car.currency} />
            </Fact>
          )}
        </dl>
      )}
      {reservation && car?.episodeId === reservation.episodeId && (
        <p className="side-note">
          {reservation.expiresAt
            ? t('sale.reservedUntil', {
                time: dateTimeShort(reservation.expiresAt, new Date(), dealer.timeZone),
              })
            : t('sale.heldByContract')}
        </p>
      )}
    </section>
  )
}

const driveTones: Readonly<Record<TestDrive['state'], Tone>> = {
  booked: 'blue',
  started: 'amber',
  returned: 'green',
  cancelled: 'grey',
  missed: 'red',
}

export function TestDrivesPanel({ page, steps }: { page: SalePage; steps: Steps }) {
  const t = useWords(salesWords)
  const { testDrives } = page.state
  if (testDrives.length === 0) return null
  const { timeZone } = page.dealer
  return (
    <section className="panel side-panel">
      <h2>{t('sale.testDrives')}</h2>
      <ul className="papers">
        {testDrives.toReversed().map(drive => (
          <li key={drive.id}>
            <span className="paper-top">
              <span className="num">
                {dateTimeShort(drive.startsAt, new Date(), timeZone)}–{time(drive.endsAt, timeZone)}
              </span>
              <Mark tone={driveTones[drive.state]}>{t(`testDriveState.${drive.state}`)}</Mark>
            </span>
            <small>
              {carOf(page, drive.episodeId)} ·{' '}
              <PrintLink saleId={page.id} sheet="test-drive" of={drive.id} name={t('sale.testDrives')} />
            </small>
            <DrivePapers page={page} drive={drive} />
            <PaperActions page={page} steps={steps} of={drive.id} kinds={driveSteps(drive, page)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What comes next first; what ends a booking last. */
function driveSteps(drive: TestDrive, { dealer }: SalePage): StepKind[] {
  const next = nextDriveStep(drive, businessDate(new Date().toISOString(), dealer.timeZone))
  const booking = ['reschedule-test-drive', 'cancel-test-drive', 'miss-test-drive'] as const
  return [...(next ? [next] : []), ...(drive.state === 'booked' ? booking : [])]
}

export function SalePaymentsPanel({ page, steps }: { page: SalePage; steps: Steps }) {
  const t = useWords(salesWords)
  const may = useMay('payments', 'read')
  const { data } = useAnswer(
    listSalePayments,
    { params: { id: page.id } },
    { enabled: may, topics: saleTopics(page.id) },
  )
  if (!may) return null
  const items = data?.items ?? []
  return (
    <section className="panel side-panel">
      <h2>{t('sale.payments')}</h2>
      {data && items.length === 0 && <p className="quiet">{t('sale.paymentsEmpty')}</p>}
      <ul className="papers">
        {items.map(payment => (
          <PaymentEntry key={payment.id} page={page} payment={payment} steps={steps} />
        ))}
      </ul>
    </section>
  )
}

function PaymentEntry({ page, payment, steps }: { page: SalePage; payment: PaymentPaper; steps: Steps }) {
  const t = useWords(salesWords)
  const { amountMinor, currency, purpose, method, number, recordedAt, recordedBy, reference, reversed } =
    payment
  const receipt = payment.receiptNumber && t('sale.receipt', { number: payment.receiptNumber })
  return (
    <li className={reversed ? 'is-old' : undefined}>
      <span className="paper-top">
        <strong className={reversed ? 'is-struck' : undefined}>
          <Money minor={amountMinor} currency={currency} />
        </strong>
        <span>
          {reversed && <Mark>{t('sale.reversed')}</Mark>}{' '}
          <Mark tone={amountMinor < 0 ? 'red' : 'green'}>{t(`paymentPurpose.${purpose}`)}</Mark>
        </span>
      </span>
      <small>
        {[codeWord('paymentMethod', method), receipt ?? number, reference, recordedBy?.name]
          .filter(Boolean)
          .join(' · ')}
        {' · '}
        <Dated at={recordedAt} timeZone={page.dealer.timeZone} />
        {payment.receiptNumber && (
          <>
            {' · '}
            <PrintLink saleId={page.id} sheet="receipt" of={payment.id} name={payment.receiptNumber} />
          </>
        )}
      </small>
      {!reversed && payment.reversesId === null && (
        <PaperActions page={page} steps={steps} of={payment.id} kinds={['reverse-payment']} />
      )}
    </li>
  )
}

interface PaperActionsProps {
  page: SalePage
  steps: Steps
  of: string
  kinds: readonly StepKind[]
}

/** What may be done with this one paper. */
export function PaperActions({ page, steps, of, kinds }: PaperActionsProps) {
  const t = useWords(salesWords)
  const possible = new Set(
    possibilitiesOf(page)
      .filter(each => each.possible)
      .map(each => each.kind),
  )
  const offered = kinds.filter(kind => possible.has(kind))
  if (offered.length === 0) return null
  return (
    <span className="paper-actions">
      {offered.map(kind => (
        <Button key={kind} size="small" onClick={() => steps.open(kind, { of })}>
          {t(`action.${kind}`)}
        </Button>
      ))}
    </span>
  )
}

function carOf({ cars }: SalePage, episodeId: string): string {
  const car = cars.find(each => each.episodeId === episodeId)
  return car ? `${carWord(car)} · ${car.stockNumber}` : ''
}
