import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { businessDate } from '../../platform/business-date.ts'
import { time } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Menu } from '../../platform/web/kit/Menu.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { nextDriveStep } from '../process/test-drive-readiness.rules.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import { useSteps } from '../sales/use-steps.web.ts'
import type { StepKind } from '../steps/step-kind.ts'
import type { TestDriveRow } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'

const driveSteps = [
  'check-licence',
  'sign-agreement',
  'start-test-drive',
  'return-test-drive',
  'record-feedback',
] as const

/** One drive of the day with the step that comes next as its one large button. */
export function DriveCard({
  drive,
  timeZone,
  onOpen,
}: {
  drive: TestDriveRow
  timeZone: string
  onOpen?: () => void
}) {
  const t = useWords(driveWords)
  const w = useWords(salesWords)
  const steps = useSteps()
  const next = nextDriveStep(driveOf(drive), businessDate(new Date().toISOString(), timeZone))
  const open = (kind: StepKind) => {
    onOpen?.()
    steps.open(kind, { sale: drive.saleId, of: drive.id })
  }
  const isOver = drive.state === 'cancelled' || drive.state === 'missed'
  return (
    <article className={`drive-card is-${drive.state}`}>
      <header>
        <strong className="num">
          {time(drive.startsAt, timeZone)}–{time(drive.endsAt, timeZone)}
        </strong>
        <Mark tone={drive.state === 'started' ? 'amber' : drive.state === 'returned' ? 'green' : undefined}>
          {w(`testDriveState.${drive.state}`)}
        </Mark>
      </header>
      <p className="drive-who">
        <Link to="/sales/$id" params={{ id: drive.saleId }}>
          {drive.customerName ?? w('sale.noCustomer')}
        </Link>
        <small>
          {drive.modelName} · {drive.plate ?? drive.stockNumber} · {t('escort', { name: drive.escortName })}
        </small>
        {drive.driver && (
          <small>
            {t('driver.now', {
              name: drive.driver.name,
              relation: t(`driver.is.${drive.driver.relation}`),
            })}
          </small>
        )}
      </p>
      {isOver ? (
        <p className="quiet">{drive.closedReason && codeWord('testDriveCancellation', drive.closedReason)}</p>
      ) : (
        <>
          <ol className="drive-steps">
            {driveSteps.map(step => (
              <li
                key={step}
                className={
                  next !== step && isDone(drive, step, next) ? 'is-done' : next === step ? 'is-next' : ''
                }
              >
                {isDone(drive, step, next) && <Icon name="check" />}
                {t(`step.${step}`)}
              </li>
            ))}
          </ol>
          <div className="drive-actions">
            {next && (
              <Button type="primary" size="large" onClick={() => open(next)}>
                {w(`action.${next}`)}
              </Button>
            )}
            {drive.state === 'booked' && (
              <Menu
                label={t('more')}
                className="tool-button"
                side="end"
                button={<Icon name="more" />}
                items={(
                  ['name-driver', 'reschedule-test-drive', 'cancel-test-drive', 'miss-test-drive'] as const
                ).map(kind => ({
                  label: w(`action.${kind}`),
                  run: () => open(kind),
                }))}
              />
            )}
          </div>
        </>
      )}
    </article>
  )
}

type Step = (typeof driveSteps)[number]

function isDone({ state }: TestDriveRow, step: Step, next: Step | null): boolean {
  if (next === null) return state === 'returned'
  return driveSteps.indexOf(step) < driveSteps.indexOf(next)
}

function driveOf({
  state,
  licence,
  agreement,
  feedbackId,
}: TestDriveRow): Parameters<typeof nextDriveStep>[0] {
  return {
    state,
    feedbackId,
    licence: licence && { ...licence, licenceClass: 'C1', photoId: null, checkedAt: '' },
    agreement: agreement && {
      signatureId: null,
      textVersion: '',
      textLanguage: 'zh',
      signedAt: agreement.signedAt,
    },
  }
}
