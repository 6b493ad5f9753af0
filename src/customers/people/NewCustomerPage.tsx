import { Link, useNavigate } from '@tanstack/react-router'
import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { z } from 'zod'
import { StaffSelect } from '../../network/staff/StaffSelect.tsx'
import { Id, line } from '../../platform/scalars.contract.ts'
import { useAct } from '../../platform/web/answers/answers.ts'
import { ApiProblem } from '../../platform/web/answers/api-problem.ts'
import { inWords } from '../../platform/web/answers/in-words.ts'
import { Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useDealer, useMe, useNameOf } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customerErrorText, customersWords, sourceOptions } from '../customers-words.web.ts'
import { CreditCodeInput } from './CreditCodeInput.tsx'
import { CustomerKind, createCustomer, SourceCode } from './customers.contract.ts'
import { Duplicates } from './Duplicates.tsx'
import '../customers.css'

/** What is asked; phone and identity number become the first contact points. */
const Asked = z.object({
  dealerId: Id.optional(),
  kind: CustomerKind,
  name: line(200),
  phone: line(40).optional(),
  idNumber: line(40).optional(),
  creditCode: line(40).optional(),
  source: SourceCode.optional(),
  ownerId: Id.optional(),
  note: z.string().trim().max(2000).optional(),
})

export function NewCustomerPage() {
  const t = useWords(customersWords)
  const navigate = useNavigate()
  const { dealer } = useDealer()
  const { act } = useAct(createCustomer)
  const create = async (asked: z.output<typeof Asked>) => {
    const made = await atTheirFields(inWords(act({ body: bodyFrom(asked) }), customerErrorText), asked)
    notice({ text: t('creating.created', { number: made.number }) })
    await navigate({ to: '/customers/$id', params: { id: made.id } })
  }
  return (
    <Page title={t('creating.title')} above={<Link to="/customers">{t('customers')}</Link>} narrow>
      <div className="panel panel-section">
        <SchemaForm
          key={dealer?.id}
          schema={Asked}
          labels={useLabels()}
          initial={{ kind: 'person', dealerId: dealer?.id }}
          marked
          draft="new-customer"
          submitLabel={t('creating.submit')}
          submit={create}
        >
          {field => <Questions field={field} />}
        </SchemaForm>
      </div>
    </Page>
  )
}

function Questions({ field }: { field: FieldOf }) {
  const t = useWords(customersWords)
  const nameOf = useNameOf()
  const form = AntForm.useFormInstance()
  const { dealers } = useDealer()
  const { permissions } = useMe()
  const kind: CustomerKind = AntForm.useWatch('kind', form) ?? 'person'
  const dealerId: string | undefined = AntForm.useWatch('dealerId', form) ?? dealers[0]?.id
  const assigns = permissions.customers?.create !== 'own'
  return (
    <>
      <Field {...field('kind')} label={null}>
        <KindChoice />
      </Field>
      <div className="form-grid">
        {dealers.length > 1 && (
          <Field {...field('dealerId')} required>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={dealers.map(one => ({ value: one.id, label: `${one.code} ${nameOf(one)}` }))}
            />
          </Field>
        )}
        <Field {...field('name')}>
          <Input autoFocus maxLength={200} autoComplete="off" />
        </Field>
        <Field {...field('phone')}>
          <Input type="tel" maxLength={40} autoComplete="off" />
        </Field>
        {kind === 'company' ? (
          <Field {...field('creditCode')}>
            <CreditCodeInput />
          </Field>
        ) : (
          <Field {...field('idNumber')}>
            <Input maxLength={40} autoComplete="off" className="num" />
          </Field>
        )}
        <Field {...field('source')}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={sourceOptions()} />
        </Field>
        {assigns && dealerId && (
          <Field {...field('ownerId')} extra={t('creating.ownerHint')}>
            <StaffSelect dealerId={dealerId} />
          </Field>
        )}
      </div>
      <Field {...field('note')}>
        <Input.TextArea rows={3} maxLength={2000} placeholder={t('noteHint')} />
      </Field>
      <Duplicates dealerId={dealers.length > 1 ? dealerId : undefined} />
    </>
  )
}

function KindChoice({
  value = 'person',
  onChange,
}: {
  value?: CustomerKind
  onChange?: (kind: CustomerKind) => void
}) {
  const t = useWords(customersWords)
  return (
    <Segments
      label={t('kind.title')}
      value={value}
      onChange={kind => onChange?.(kind)}
      options={CustomerKind.options.map(kind => ({ value: kind, label: t(`kind.${kind}`) }))}
    />
  )
}

function bodyFrom({ phone, idNumber, creditCode, kind, ...rest }: z.output<typeof Asked>) {
  const person = kind === 'person'
  return {
    ...rest,
    kind,
    creditCode: person ? null : creditCode,
    contactPoints: pointsOf({ phone, idNumber, kind }),
  }
}

function pointsOf({ phone, idNumber, kind }: Pick<z.output<typeof Asked>, 'phone' | 'idNumber' | 'kind'>) {
  return [
    ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
    ...(idNumber && kind === 'person' ? [{ kind: 'id-number' as const, value: idNumber }] : []),
  ]
}

/** The server names a contact point by its place in the list; here it is the field that was typed into. */
async function atTheirFields<Answer>(act: Promise<Answer>, asked: z.output<typeof Asked>): Promise<Answer> {
  try {
    return await act
  } catch (failure) {
    if (!(failure instanceof ApiProblem)) throw failure
    const names = pointsOf(asked).map(({ kind }) => (kind === 'phone' ? 'phone' : 'idNumber'))
    const errors = failure.errors.map(error => {
      const [, place] = /^contactPoints\.(\d+)\./.exec(error.path) ?? []
      return { ...error, path: (place && names[Number(place)]) || error.path }
    })
    throw new ApiProblem(failure.status, { ...failure.extensions, errors })
  }
}

function useLabels() {
  const t = useWords(customersWords)
  return {
    dealerId: t('store'),
    kind: t('kind.title'),
    name: t('name'),
    phone: t('phone'),
    idNumber: t('creating.idNumber'),
    creditCode: t('creditCode'),
    source: t('source'),
    ownerId: t('owner'),
    note: t('note'),
  }
}
