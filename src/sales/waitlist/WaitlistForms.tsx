import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { TrimSelect } from '../../inventory/models/TrimSelect.tsx'
import { listVehicles } from '../../inventory/vehicles/vehicles.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useTyped } from '../../platform/web/kit/typed.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { contractWords } from '../contracts/contract.words.ts'
import { carWord, codeWord, salesWords } from '../sale-words.web.ts'
import { Confirm } from '../steps/Confirm.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { joinWaitlist, leaveWaitlist } from './waitlist.contract.ts'

const Waiting = bodyOf(joinWaitlist)

/** In line for any car of a trim, or for one that somebody else holds. */
export function JoinWaitlistForm({ page, run }: StepProps) {
  const t = useWords(contractWords)
  const s = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(joinWaitlist, page)
  const [by, setBy] = useState<'trim' | 'car'>('trim')
  const labels = { trimId: s('trim'), episodeId: s('car'), note: s('note') }
  return (
    <SchemaForm
      schema={Waiting}
      labels={labels}
      initial={{ trimId: page.state.contract?.trimId ?? page.state.trimId }}
      submitLabel={w('action.join-waitlist')}
      submit={({ trimId, episodeId, note }) =>
        run(version =>
          act({
            params: { id: page.id },
            body: by === 'trim' ? { trimId, note } : { episodeId, note },
            ifMatch: version,
          }),
        )
      }
    >
      {field => (
        <>
          <div className="step-choice">
            <Segments
              label={t('waitlist.subject')}
              value={by}
              onChange={setBy}
              options={[
                { value: 'trim', label: t('waitlist.byTrim') },
                { value: 'car', label: t('waitlist.byCar') },
              ]}
            />
          </div>
          {by === 'trim' ? (
            <Field {...field('trimId')} required>
              <TrimSelect />
            </Field>
          ) : (
            <Field {...field('episodeId')} required>
              <TakenCarSelect dealerId={page.dealerId} />
            </Field>
          )}
          <Field {...field('note')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Field>
          <p className="step-hint">{t('waitlist.hint', { hours: page.process.reservationHours })}</p>
        </>
      )}
    </SchemaForm>
  )
}

interface TakenCarSelectProps {
  id?: string
  value?: string | null
  onChange?: (episodeId: string | null) => void
  dealerId: string
}

/** A car of the store that another sale holds. */
function TakenCarSelect({ id, value, onChange, dealerId }: TakenCarSelectProps) {
  const t = useWords(contractWords)
  const s = useWords(stepWords)
  const [text, setText] = useTyped()
  const query = { dealerId, q: text || undefined, limit: 30 }
  const topics = ['vehicles', 'sales']
  const reserved = useAnswer(
    listVehicles,
    { query: { ...query, availability: 'reserved' as const } },
    { topics },
  )
  const sold = useAnswer(listVehicles, { query: { ...query, availability: 'sold' as const } }, { topics })
  const cars = [...(reserved.data?.items ?? []), ...(sold.data?.items ?? [])]
  const isFetching = reserved.isFetching || sold.isFetching
  return (
    <Select
      id={id}
      value={value ?? undefined}
      placeholder={s('chooseCar')}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={isFetching}
      notFoundContent={isFetching ? s('searching') : t('waitlist.none')}
      options={cars.map(car => ({
        value: car.episodeId,
        label: `${car.stockNumber} · ${carWord(car)}`,
        detail: codeWord('availability', car.availability),
      }))}
      optionRender={({ data: option }) => (
        <span className="option option-two">
          <span>{option.label}</span>
          <small>{option.detail}</small>
        </span>
      )}
      onChange={(episodeId: string | undefined) => onChange?.(episodeId ?? null)}
    />
  )
}

export function LeaveWaitlistForm({ page, run }: StepProps) {
  const t = useWords(contractWords)
  const w = useWords(salesWords)
  const act = useStepAct(leaveWaitlist, page)
  return (
    <Confirm
      label={w('action.leave-waitlist')}
      submit={() => run(version => act({ params: { id: page.id }, ifMatch: version }))}
    >
      <p>{t('waitlist.leaveText')}</p>
    </Confirm>
  )
}
