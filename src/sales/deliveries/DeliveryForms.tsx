import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import type { z } from 'zod'
import { StaffSelect } from '../../network/staff/StaffSelect.tsx'
import { businessDate } from '../../platform/business-date.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { date } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { takeBackReasons } from '../process/hand-over.contract.ts'
import { MarkedItem } from '../process/sale.contract.ts'
import { carWord, salesWords } from '../sale-words.web.ts'
import { Confirm } from '../steps/Confirm.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { Checklist } from './Checklist.tsx'
import { deliver, handOver, markItem, takeBackDelivery, unmarkItem } from './deliveries.contract.ts'
import { handOverWords } from './hand-over.words.ts'
import { warrantyOf } from './warranty.rules.ts'

const InvoiceForm = bodyOf(markItem).shape.invoice.unwrap().unwrap()
const Delivery = bodyOf(deliver)
const HandOver = bodyOf(handOver)
const TakeBack = bodyOf(takeBackDelivery)

/** One item of the gate; without one, the whole list to choose from. */
export function MarkItemForm(props: StepProps) {
  const item = MarkedItem.safeParse(props.of)
  if (!item.success) return <Checklist page={props.page} />
  if (item.data === 'invoice') return <Invoice {...props} />
  return <Tick {...props} item={item.data} />
}

function Tick({ page, run, item }: StepProps & { item: z.output<typeof MarkedItem> }) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(markItem, page)
  return (
    <Confirm
      label={t('delivery.tick')}
      submit={() => run(version => act({ params: { id: page.id }, body: { item }, ifMatch: version }))}
    >
      <p>{w(`item.${item}`)}</p>
    </Confirm>
  )
}

function Invoice({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const act = useStepAct(markItem, page)
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const labels = {
    number: t('delivery.invoiceNumber'),
    issuedOn: t('delivery.invoicedOn'),
    vin: t('delivery.vin'),
    'invoice.number': t('delivery.invoiceNumber'),
    'invoice.issuedOn': t('delivery.invoicedOn'),
    'invoice.vin': t('delivery.vin'),
  }
  return (
    <SchemaForm
      schema={InvoiceForm}
      labels={labels}
      initial={{ issuedOn: today }}
      submitLabel={t('delivery.tick')}
      draft={`invoice.${page.id}`}
      submit={invoice =>
        run(version => act({ params: { id: page.id }, body: { item: 'invoice', invoice }, ifMatch: version }))
      }
    >
      {field => (
        <>
          <Field {...field('number')}>
            <Input autoComplete="off" autoFocus />
          </Field>
          <Field {...field('issuedOn')}>
            <DayInput to={today} />
          </Field>
          <Field {...field('vin')} extra={`${t('delivery.vinHint')} ${page.car?.vin ?? ''}`}>
            <Input autoComplete="off" maxLength={17} className="invoice-vin" />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

export function UnmarkItemForm({ page, of, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(unmarkItem, page)
  const item = MarkedItem.catch('pdi').parse(of)
  const invoice = page.state.invoices.find(({ reversedAt }) => reversedAt === null)
  return (
    <Confirm
      label={w('action.unmark-item')}
      danger
      submit={() => run(version => act({ params: { id: page.id, item }, ifMatch: version }))}
    >
      <p>
        <strong>{w(`item.${item}`)}</strong>
      </p>
      <p>{t('delivery.untickText')}</p>
      {item === 'invoice' && invoice && <p>{t('delivery.redInvoice', { number: invoice.number })}</p>}
    </Confirm>
  )
}

export function DeliverForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(deliver, page)
  return (
    <SchemaForm
      schema={Delivery}
      labels={{ mileageKm: t('delivery.mileage') }}
      submitLabel={w('action.deliver')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          {page.car && (
            <p className="step-choice">
              <strong>{carWord(page.car)}</strong>{' '}
              <span className="quiet num">{page.car.vin ?? page.car.stockNumber}</span>
            </p>
          )}
          <p className="step-choice">{t('delivery.deliverText')}</p>
          <Field {...field('mileageKm')}>
            <InputNumber min={0} precision={0} inputMode="numeric" className="day-input" />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

export function TakeBackForm({ page, run }: StepProps) {
  const t = useWords(handOverWords)
  const w = useWords(salesWords)
  const act = useStepAct(takeBackDelivery, page)
  return (
    <SchemaForm
      schema={TakeBack}
      labels={{ reason: t('form.reason'), note: t('form.note') }}
      submitLabel={w('action.take-back-delivery')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          {page.car && (
            <p className="step-choice">
              <strong>{carWord(page.car)}</strong>{' '}
              <span className="quiet num">{page.car.vin ?? page.car.stockNumber}</span>
            </p>
          )}
          <p className="step-hint">{t('form.takeBackText')}</p>
          <Field {...field('reason')}>
            <Chips
              label={t('form.reason')}
              options={takeBackReasons.map(value => ({ value, label: t(`takeBackReason.${value}`) }))}
            />
          </Field>
          <Field {...field('note')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

export function HandOverForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(handOver, page)
  const deliveredOn = page.state.delivery?.deliveredOn ?? null
  const invoicedOn =
    page.state.invoices.find(({ reversedAt }) => reversedAt === null)?.issuedOn ?? deliveredOn
  const from = invoicedOn ? warrantyOf({ invoicedOn, deliveredOn }).startsOn : null
  return (
    <SchemaForm
      schema={HandOver}
      labels={{ adviserId: t('delivery.adviser') }}
      submitLabel={w('action.hand-over')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          {from && <p className="step-choice">{t('delivery.handOverText', { date: date(from) })}</p>}
          <Field {...field('adviserId')}>
            <StaffSelect dealerId={page.dealerId} holding="service-adviser" placeholder={t('choosePerson')} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}
