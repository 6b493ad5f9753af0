import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import { z } from 'zod'
import { CreditCodeInput } from '../../customers/people/CreditCodeInput.tsx'
import { Field, type FieldOf } from '../../platform/web/kit/form.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { CustomerSelect } from '../inputs/CustomerSelect.tsx'
import { Id } from '../process/sale.contract.ts'
import { contractWords } from './contract.words.ts'

/** The fields of the parties as they stand in the form, flat; left alone, the customer is all three. */
export const PartiesShape = {
  buyerId: Id.nullish(),
  titleBy: z.enum(['buyer', 'customer', 'company']).default('buyer'),
  titleId: Id.nullish(),
  titleName: z.string().trim().max(200).nullish(),
  titleCreditCode: z.string().trim().max(40).nullish(),
  contactId: Id.nullish(),
}
type Entered = z.output<z.ZodObject<typeof PartiesShape>>

/** What the server calls the fields of the form. */
export function partyLabels(t: typeof contractWords): Record<string, string> {
  const labels = {
    buyerId: t('parties.buyer'),
    titleBy: t('parties.titleBy'),
    titleId: t('parties.titleBy'),
    titleName: t('parties.name'),
    titleCreditCode: t('parties.creditCode'),
    contactId: t('parties.contact'),
  }
  return {
    ...labels,
    'parties.buyerId': labels.buyerId,
    'parties.title.customerId': labels.titleId,
    'parties.title.name': labels.titleName,
    'parties.title.creditCode': labels.titleCreditCode,
    'parties.contactId': labels.contactId,
  }
}

export function PartiesFields({ field, dealerId }: { field: FieldOf; dealerId: string }) {
  const t = useWords(contractWords)
  const form = AntForm.useFormInstance()
  const by: unknown = AntForm.useWatch('titleBy', form)
  return (
    <details className="step-choice parties">
      <summary>{t('parties.other')}</summary>
      <p className="step-hint">{t('parties.sameAs')}</p>
      <Field {...field('buyerId')}>
        <CustomerSelect dealerId={dealerId} />
      </Field>
      <Field {...field('titleBy')}>
        <TitleBy />
      </Field>
      {by === 'customer' && (
        <Field {...field('titleId')} required>
          <CustomerSelect dealerId={dealerId} />
        </Field>
      )}
      {by === 'company' && (
        <>
          <Field {...field('titleName')} required>
            <Input maxLength={200} autoComplete="off" />
          </Field>
          <Field {...field('titleCreditCode')} required>
            <CreditCodeInput />
          </Field>
        </>
      )}
      <Field {...field('contactId')}>
        <CustomerSelect dealerId={dealerId} />
      </Field>
    </details>
  )
}

function TitleBy({
  value = 'buyer',
  onChange,
}: {
  value?: Entered['titleBy']
  onChange?: (by: Entered['titleBy']) => void
}) {
  const t = useWords(contractWords)
  return (
    <Segments
      label={t('parties.titleBy')}
      value={value}
      onChange={by => onChange?.(by)}
      options={[
        { value: 'buyer', label: t('parties.asBuyer') },
        { value: 'customer', label: t('parties.customer') },
        { value: 'company', label: t('parties.company') },
      ]}
    />
  )
}

/** The parties as the server is told of them; null where the customer is all three. */
export function partiesFrom({ buyerId, titleBy, titleId, titleName, titleCreditCode, contactId }: Entered) {
  const title =
    titleBy === 'customer' && titleId
      ? { customerId: titleId }
      : titleBy === 'company'
        ? { name: titleName ?? '', creditCode: titleCreditCode ?? '' }
        : null
  if (!buyerId && !title && !contactId) return null
  return { buyerId: buyerId ?? null, title, contactId: contactId ?? null }
}
