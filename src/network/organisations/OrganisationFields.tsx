import AutoComplete from 'antd/es/auto-complete'
import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import { Field, type FieldOf } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'

/** Names, time zone and currency: what a new organisation and an edited one have in common. */
export function OrganisationFields({ field }: { field: FieldOf }) {
  const t = useWords(networkWords)
  const typed = AntForm.useWatch('timeZone', AntForm.useFormInstance())
  return (
    <>
      <Field {...field('nameZh')}>
        <Input maxLength={120} lang="zh-CN" />
      </Field>
      <Field {...field('nameEn')}>
        <Input maxLength={120} lang="en" />
      </Field>
      <Field {...field('timeZone')} extra={t('organisation.timeZoneHint')}>
        <AutoComplete options={zonesLike(typed)} />
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

/** Nothing is offered for an empty field: it means the one inherited from above. */
function zonesLike(typed: unknown) {
  const wanted = typeof typed === 'string' ? typed.toLowerCase() : ''
  if (wanted === '') return []
  return Intl.supportedValuesOf('timeZone')
    .filter(zone => zone.toLowerCase().includes(wanted))
    .map(value => ({ value }))
}
