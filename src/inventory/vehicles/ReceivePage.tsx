import { Link, useNavigate } from '@tanstack/react-router'
import AutoComplete from 'antd/es/auto-complete'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import Select from 'antd/es/select'
import { useAct } from '../../platform/web/answers/answers.ts'
import { inWords } from '../../platform/web/answers/in-words.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { bodyOf, Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useDealer, useNameOf } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { type NewVehicle, receiveVehicle } from './stock.contract.ts'
import { stockErrorText } from './stock-errors.web.ts'
import { CertificateState, Condition } from './vehicles.contract.ts'
import { WhichCar } from './WhichCar.tsx'
import './vehicles.css'

const states = ['in-stock', 'in-transit', 'ordered'] as const

/** Takes a car into stock, or notes one that is on its way. */
export function ReceivePage() {
  const t = useWords(inventoryWords)
  const navigate = useNavigate()
  const { dealer } = useDealer()
  const { act } = useAct(receiveVehicle)
  const submit = async (body: NewVehicle) => {
    const made = await inWords(act({ body }), stockErrorText)
    notice({ text: t('received', { number: made.stockNumber }) })
    for (const warning of made.warnings) notice({ tone: 'note', text: t(`warning.${warning}`), forMs: 8_000 })
    await navigate({ to: '/vehicles/$id', params: { id: made.id } })
  }
  return (
    <Page title={t('receive')} above={<Link to="/vehicles">{t('vehicles')}</Link>} narrow>
      <div className="panel panel-section receive">
        <SchemaForm
          key={dealer?.id}
          schema={bodyOf(receiveVehicle)}
          labels={useLabels()}
          initial={{ condition: 'new', state: 'in-stock', certificateState: 'missing', dealerId: dealer?.id }}
          marked
          draft="receive-vehicle"
          submitLabel={t('receive')}
          submit={submit}
        >
          {field => (
            <>
              <WhichCar field={field} />
              <WhereItStands field={field} />
              <Money field={field} />
              <Dates field={field} />
            </>
          )}
        </SchemaForm>
      </div>
    </Page>
  )
}

function WhereItStands({ field }: { field: FieldOf }) {
  const t = useWords(inventoryWords)
  const nameOf = useNameOf()
  const { dealers } = useDealer()
  return (
    <fieldset>
      <legend>{t('receiving.where')}</legend>
      <div className="form-grid">
        {dealers.length > 1 && (
          <Field {...field('dealerId')} required>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={dealers.map(one => ({ value: one.id, label: `${one.code} ${nameOf(one)}` }))}
            />
          </Field>
        )}
        <Field {...field('state')}>
          <Select options={states.map(value => ({ value, label: t(`state.${value}`) }))} />
        </Field>
        <Field {...field('condition')}>
          <Select options={Condition.options.map(value => ({ value, label: t(`condition.${value}`) }))} />
        </Field>
        <Field {...field('location')}>
          <Input maxLength={120} />
        </Field>
        <Field {...field('stockNumber')} extra={t('receiving.numberHint')}>
          <Input maxLength={40} />
        </Field>
        <Field {...field('certificateState')}>
          <Select
            options={CertificateState.options.map(value => ({ value, label: t(`certificate.${value}`) }))}
          />
        </Field>
      </div>
    </fieldset>
  )
}

function Money({ field }: { field: FieldOf }) {
  const t = useWords(inventoryWords)
  const { dealer, dealers } = useDealer()
  const currency = dealer?.currency ?? dealers[0]?.currency ?? 'CNY'
  return (
    <fieldset>
      <legend>{t('receiving.money')}</legend>
      <div className="form-grid">
        <Field {...field('priceMinor')}>
          <MoneyInput currency={currency} />
        </Field>
        <Field {...field('costMinor')}>
          <MoneyInput currency={currency} />
        </Field>
      </div>
    </fieldset>
  )
}

const colours = ['white', 'black', 'grey', 'silver', 'blue', 'red', 'green', 'brown'] as const

function Dates({ field }: { field: FieldOf }) {
  const t = useWords(inventoryWords)
  const today = new Date().toISOString().slice(0, 10)
  const named = colours.map(colour => ({ value: t(`colour.${colour}`) }))
  return (
    <fieldset>
      <legend>{t('receiving.more')}</legend>
      <div className="form-grid">
        <Field {...field('exteriorColour')}>
          <AutoComplete options={named} />
        </Field>
        <Field {...field('interiorColour')}>
          <AutoComplete options={named} />
        </Field>
        <Field {...field('mileageKm')}>
          <InputNumber className="day-input" min={0} precision={0} controls={false} />
        </Field>
        <Field {...field('plate')}>
          <Input maxLength={20} />
        </Field>
        <Field {...field('receivedOn')} extra={t('receiving.receivedHint')}>
          <DayInput to={today} />
        </Field>
        <Field {...field('manufacturedOn')}>
          <DayInput to={today} />
        </Field>
        <Field {...field('importedOn')}>
          <DayInput />
        </Field>
      </div>
    </fieldset>
  )
}

function useLabels() {
  const t = useWords(inventoryWords)
  return {
    vin: t('vin'),
    trimId: t('trimName'),
    make: t('make'),
    modelName: t('modelName'),
    trimName: t('trimName'),
    modelYear: t('modelYear'),
    dealerId: t('store'),
    state: t('state.title'),
    condition: t('condition.title'),
    location: t('location'),
    stockNumber: t('stockNumber'),
    certificateState: t('certificate.title'),
    priceMinor: t('price'),
    costMinor: t('cost'),
    exteriorColour: t('exteriorColour'),
    interiorColour: t('interiorColour'),
    mileageKm: t('mileage'),
    plate: t('plate'),
    receivedOn: t('receivedOn'),
    manufacturedOn: t('manufacturedOn'),
    importedOn: t('importedOn'),
  }
}
