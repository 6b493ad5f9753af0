import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { matchCar } from '../contracts/contracts.contract.ts'
import { EpisodeSelect } from '../inputs/EpisodeSelect.tsx'
import { heldCar } from '../inputs/held-car.web.ts'
import { carWord, salesWords } from '../sale-words.web.ts'
import { Confirm } from '../steps/Confirm.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { releaseCar, reserveCar } from './reservations.contract.ts'

const Reservation = bodyOf(reserveCar)
const Match = bodyOf(matchCar)

export function ReserveCarForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(reserveCar, page)
  return (
    <SchemaForm
      schema={Reservation}
      labels={{ episodeId: t('car') }}
      submitLabel={w('action.reserve-car')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <Field {...field('episodeId')} extra={t('reserve.until', { hours: page.process.reservationHours })}>
          <EpisodeSelect dealerId={page.dealerId} prefer={{ trimId: page.state.trimId }} />
        </Field>
      )}
    </SchemaForm>
  )
}

/** 配车: a car for a contract that was signed on a trim. */
export function MatchCarForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(matchCar, page)
  const held = heldCar(page)
  return (
    <SchemaForm
      schema={Match}
      labels={{ episodeId: t('car') }}
      initial={{ episodeId: held?.episodeId }}
      submitLabel={w('action.match-car')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <Field {...field('episodeId')} extra={`${t('reserve.sameTrim')} ${t('reserve.matched')}`}>
          <EpisodeSelect dealerId={page.dealerId} trimId={page.state.contract?.trimId} held={held} />
        </Field>
      )}
    </SchemaForm>
  )
}

export function ReleaseCarForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(releaseCar, page)
  return (
    <Confirm
      label={w('action.release-car')}
      submit={() => run(version => act({ params: { id: page.id }, ifMatch: version }))}
    >
      {page.car && (
        <p>
          <strong>{carWord(page.car)}</strong> <span className="quiet">{page.car.stockNumber}</span>
        </p>
      )}
      <p>{t('reserve.release')}</p>
    </Confirm>
  )
}
