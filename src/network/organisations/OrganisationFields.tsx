import AutoComplete from 'antd/es/auto-complete'
import Input from 'antd/es/input'
import { Field, type FieldOf } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'

/** Names, time zone and currency: what a new organisation and an edited one have in common. */
export function OrganisationFields({ field }: { field: FieldOf }) {
  const t = useWords(networkWords)
  return (
    <>
      <Field {...field('nameZh')}>
        <Input maxLength={120} lang="zh-CN" />
      </Field>
      <Field {...field('nameEn')}>
        <Input maxLength={120} lang="en" />
      </Field>
      <Field {...field('timeZone')} extra={t('organisation.timeZoneHint')}>
        <AutoComplete
          options={Intl.supportedValuesOf('timeZone').map(value => ({ value }))}
          showSearch={{ filterOption: hasTyped }}
        />
      </Field>
      <Field {...field('currency')} extra={t('organisation.currencyHint')}>
        <Input maxLength={3} />
      </Field>
    </>
  )
}

export function useOrganisationLabels() {
  const t = useWords(networkWords)
  return {
    kind: t('organisation.kindTitle'),
    code: t('organisation.code'),
    nameZh: t('organisation.nameZh'),
    nameEn: t('organisation.nameEn'),
    timeZone: t('organisation.timeZone'),
    currency: t('organisation.currency'),
  }
}

function hasTyped(typed: string, option?: { value: string }): boolean {
  return typed !== '' && option !== undefined && option.value.toLowerCase().includes(typed.toLowerCase())
}
