import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import { useState } from 'react'
import { Field, type FieldOf } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import type { Trim } from '../models/models.contract.ts'
import { TrimSelect } from '../models/TrimSelect.tsx'
import { VinInput } from './VinInput.tsx'

/** The car itself: its VIN, and its trim from the catalogue or make and model in words. */
export function WhichCar({ field }: { field: FieldOf }) {
  const t = useWords(inventoryWords)
  const form = AntForm.useFormInstance()
  const [outside, setOutside] = useState(false)
  const toggle = (next: boolean) => {
    setOutside(next)
    form.setFieldsValue(
      next ? { trimId: undefined } : { make: undefined, modelName: undefined, trimName: undefined },
    )
  }
  const propose = (trim: Trim | null) => {
    if (trim && form.getFieldValue('priceMinor') === undefined)
      form.setFieldValue('priceMinor', trim.listPriceMinor)
  }
  return (
    <fieldset>
      <legend>{t('receiving.which')}</legend>
      <Field {...field('vin')}>
        <VinInput autoFocus />
      </Field>
      {outside ? (
        <div className="form-grid">
          <Field {...field('make')} required>
            <Input maxLength={80} />
          </Field>
          <Field {...field('modelName')} required>
            <Input maxLength={120} />
          </Field>
          <Field {...field('trimName')}>
            <Input maxLength={120} />
          </Field>
          <Field {...field('modelYear')}>
            <InputNumber className="day-input" precision={0} controls={false} />
          </Field>
        </div>
      ) : (
        <div className="form-grid">
          <Field {...field('trimId')} required>
            <TrimSelect onTrim={propose} />
          </Field>
          <Field {...field('modelYear')}>
            <InputNumber className="day-input" precision={0} controls={false} />
          </Field>
        </div>
      )}
      <button type="button" className="link-button" onClick={() => toggle(!outside)}>
        {t(outside ? 'receiving.fromCatalogue' : 'receiving.outside')}
      </button>
    </fieldset>
  )
}
