import Button from 'antd/es/button'
import { useState } from 'react'
import { addDays } from '../../platform/business-date.ts'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { date, money } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Mark, type Tone } from '../../platform/web/kit/Mark.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { NewTaxRate } from './NewTaxRate.tsx'
import { endTaxRate, listTaxRates, type TaxRate } from './tax-rates.contract.ts'
import { taxRateWords } from './tax-rates.words.ts'
import './tax-rates.css'

/** The dated table of statutory rates: read by all, kept by the administrator of the network. */
export function TaxRatesPage() {
  const t = useWords(taxRateWords)
  const { data, error } = useAnswer(listTaxRates, {}, { topics: ['tax-rates'] })
  const [adding, setAdding] = useState(false)
  const add = useMay('tax-rates', 'create') && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('title')} actions={add}>
      <p className="quiet tax-intro">{t('intro')}</p>
      <FailedReading failure={error} />
      {!data && !error && <RowsSkeleton rows={4} />}
      {data?.items.length === 0 && <EmptyState icon="list" why={t('none')} action={add} />}
      <ul className="tax-rates" aria-label={t('table')}>
        {data?.items.map(rate => (
          <RatePanel key={rate.id} rate={rate} />
        ))}
      </ul>
      {adding && <NewTaxRate onClose={() => setAdding(false)} />}
    </Page>
  )
}

const tones: Readonly<Record<ReturnType<typeof stateOf>, Tone>> = {
  current: 'green',
  future: 'blue',
  past: 'grey',
  withdrawn: 'grey',
}

function RatePanel({ rate }: { rate: TaxRate }) {
  const t = useWords(taxRateWords)
  const [ending, setEnding] = useState(false)
  const mayEdit = useMay('tax-rates', 'edit')
  const state = stateOf(rate, dayHere())
  const mayEnd = mayEdit && (state === 'current' || state === 'future')
  return (
    <li className={`panel tax-rate ${state === 'past' || state === 'withdrawn' ? 'is-over' : ''}`}>
      <div className="tax-rate-head">
        <strong>
          {t(`taxes.${rate.tax}`)} {percentOf(rate.rateBasisPoints)}
        </strong>
        <span>{t(`energies.${rate.energy}`)}</span>
        <span className="quiet">{rate.currency}</span>
        <Mark tone={tones[state]}>{t(state)}</Mark>
        {mayEnd && (
          <Button aria-label={`${t('endTitle')}: ${nameOf(rate)}`} onClick={() => setEnding(true)}>
            {t('end')}
          </Button>
        )}
      </div>
      <p className="tax-rate-facts">
        <span className="num">
          {date(rate.validFrom)} – {rate.validTo ? date(rate.validTo) : t('openEnd')}
        </span>
        {rate.reductionBasisPoints > 0 && <span>{reductionOf(rate)}</span>}
      </p>
      <p className="quiet">
        {rate.source}
        {rate.createdBy && ` · ${t('by', { name: rate.createdBy.name })}`}
      </p>
      {ending && <EndRate rate={rate} onClose={() => setEnding(false)} />}
    </li>
  )
}

function EndRate({ rate, onClose }: { rate: TaxRate; onClose: () => void }) {
  const t = useWords(taxRateWords)
  const { act } = useAct(endTaxRate, { topics: ['tax-rates'] })
  const facts = {
    tax: t(`taxes.${rate.tax}`),
    energy: t(`energies.${rate.energy}`),
    rate: percentOf(rate.rateBasisPoints),
    from: date(rate.validFrom),
  }
  return (
    <Modal title={t('endTitle')} onClose={onClose}>
      <div className="stack">
        <p>{t('endText', facts)}</p>
        <SchemaForm
          schema={bodyOf(endTaxRate)}
          labels={{ validTo: t('validTo') }}
          submitLabel={t('end')}
          submit={async body => {
            await act({ params: { id: rate.id }, body, ifMatch: rate.version })
            notice({ text: t('ended') })
            onClose()
          }}
        >
          {field => (
            <Field {...field('validTo')}>
              <DayInput from={addDays(rate.validFrom, -1)} to={rate.validTo ?? undefined} />
            </Field>
          )}
        </SchemaForm>
      </div>
    </Modal>
  )
}

function stateOf({ validFrom, validTo }: TaxRate, today: string) {
  if (validTo !== null && validTo < validFrom) return 'withdrawn'
  if (validTo !== null && validTo < today) return 'past'
  return validFrom > today ? 'future' : 'current'
}

/** The table is the network's and has no store's day: the reader's own tells what is in force. */
function dayHere(): string {
  return new Intl.DateTimeFormat('en-CA').format(new Date())
}

function reductionOf({ reductionBasisPoints, reductionMinorMax, currency }: TaxRate): string {
  const share = percentOf(reductionBasisPoints)
  if (reductionMinorMax === null) return taxRateWords('reduced', { share })
  return taxRateWords('reducedMax', { share, max: money(reductionMinorMax, currency) })
}

function nameOf(rate: TaxRate): string {
  const name = `${taxRateWords(`taxes.${rate.tax}`)} ${taxRateWords(`energies.${rate.energy}`)}`
  return `${name} ${date(rate.validFrom)}`
}

function percentOf(bps: number): string {
  return `${bps / 100}%`
}
