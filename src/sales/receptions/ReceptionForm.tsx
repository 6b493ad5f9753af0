import { useNavigate } from '@tanstack/react-router'
import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { z } from 'zod'
import { ConsentChoices, decisionsOf } from '../../customers/consents/ConsentChoices.tsx'
import { ConsentPurpose } from '../../customers/consents/consents.contract.ts'
import { StaffSelect } from '../../network/staff/StaffSelect.tsx'
import type { AnswerOf } from '../../platform/contract.ts'
import { Id, line } from '../../platform/scalars.contract.ts'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import type { FieldError } from '../../platform/web/answers/api-problem.ts'
import { newKey } from '../../platform/web/answers/client.ts'
import { inWords as fieldsInWords } from '../../platform/web/answers/in-words.ts'
import { ActWaits } from '../../platform/web/answers/waiting.ts'
import { Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { kitWords } from '../../platform/web/kit/kit.words.ts'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useDealer, useMay, useMe, useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { Code, IntentLevel } from '../process/sale.contract.ts'
import { codeWord, nameWord, salesWords } from '../sale-words.web.ts'
import { type Captured, captureReception, ReceptionKind, readReceptionForm } from './receptions.contract.ts'
import { sourceOf } from './receptions.rules.ts'
import { receptionWords } from './receptions-words.web.ts'
import { VisitorHint } from './VisitorHint.tsx'
import './receptions.css'

const Typed = z.object({
  dealerId: Id.optional(),
  kind: ReceptionKind,
  phone: line(40).optional(),
  name: line(200).optional(),
  modelId: Id.optional(),
  intentLevel: IntentLevel.optional(),
  source: Code.optional(),
  receivedBy: Id.optional(),
  note: z.string().max(2000).optional(),
  consents: z.partialRecord(ConsentPurpose, z.enum(['given', 'refused']).optional()).optional(),
})
type Typed = z.output<typeof Typed>
type Offered = AnswerOf<typeof readReceptionForm>

/** Four questions, answered with a thumb: phone, name, model, level. The rest is preset, or folded away. */
export function ReceptionForm() {
  const t = useWords(receptionWords)
  const { dealer, dealers } = useDealer()
  const store = dealer ?? dealers[0]
  const { data: offered } = useAnswer(
    readReceptionForm,
    { query: { dealerId: store?.id } },
    { enabled: store !== undefined, topics: [], staleTime: 600_000 },
  )
  const submit = useCapture(offered)
  const labels = {
    kind: t('columns.kind'),
    phone: t('form.phone'),
    name: t('form.name'),
    modelId: t('form.interest'),
    intentLevel: t('form.level'),
    source: t('form.source'),
    receivedBy: t('form.receivedBy'),
    dealerId: t('form.dealer'),
    note: t('form.note'),
    consents: t('consents.title'),
  }
  return (
    <SchemaForm
      schema={Typed}
      labels={labels}
      initial={{ kind: 'visit', dealerId: store?.id }}
      draft="reception"
      submitLabel={t('form.submit')}
      block
      submit={submit}
    >
      {field => <Questions field={field} offered={offered} />}
    </SchemaForm>
  )
}

function Questions({ field, offered }: { field: FieldOf; offered: Offered | undefined }) {
  const t = useWords(receptionWords)
  const w = useWords(salesWords)
  return (
    <>
      <Field {...field('kind')} label={undefined}>
        <KindToggle />
      </Field>
      <Field {...field('phone')}>
        <Input
          type="tel"
          inputMode="tel"
          size="large"
          autoComplete="off"
          maxLength={40}
          autoFocus
          placeholder={t('form.phoneHint')}
        />
      </Field>
      <VisitorHint />
      <Field {...field('name')}>
        <Input size="large" autoComplete="off" maxLength={200} placeholder={t('form.nameHint')} />
      </Field>
      {offered?.models.length !== 0 && (
        <Field {...field('modelId')}>
          <Chips
            label={t('form.interest')}
            options={(offered?.models ?? []).map(model => ({ value: model.id, label: nameWord(model) }))}
          />
        </Field>
      )}
      <Field {...field('intentLevel')}>
        <Chips
          label={t('form.level')}
          options={(['H', 'A', 'B', 'C'] as const).map(value => ({
            value,
            label: value,
            hint: w(`levelMeaning.${value}`),
          }))}
        />
      </Field>
      <More field={field} offered={offered} />
    </>
  )
}

function KindToggle({
  value = 'visit',
  onChange,
}: {
  value?: ReceptionKind
  onChange?: (kind: ReceptionKind) => void
}) {
  const t = useWords(receptionWords)
  return (
    <Segments
      label={t('columns.kind')}
      value={value}
      onChange={next => onChange?.(next)}
      options={ReceptionKind.options.map(kind => ({ value: kind, label: t(`kind.${kind}`) }))}
    />
  )
}

function More({ field, offered }: { field: FieldOf; offered: Offered | undefined }) {
  const t = useWords(receptionWords)
  const nameOf = useNameOf()
  const { dealer, dealers } = useDealer()
  const form = AntForm.useFormInstance()
  const kind: ReceptionKind = AntForm.useWatch('kind', form) ?? 'visit'
  const leads = useMay('assignments', 'create')
  const sources = offered?.sources ?? []
  const store = dealer ?? dealers[0]
  return (
    <details className="reception-more">
      <summary>{t('form.more')}</summary>
      {!dealer && dealers.length > 1 && (
        <Field {...field('dealerId')}>
          <Select options={dealers.map(each => ({ value: each.id, label: nameOf(each) }))} />
        </Field>
      )}
      <Field {...field('source')}>
        <Select
          allowClear
          placeholder={codeWord('source', sourceOf({ sources }, kind))}
          options={sources.map(value => ({ value, label: codeWord('source', value) }))}
        />
      </Field>
      {leads && store && (
        <Field {...field('receivedBy')}>
          <StaffSelect dealerId={store.id} holding="consultant" placeholder={t('form.receivedByMe')} />
        </Field>
      )}
      <Field {...field('note')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
      <Field {...field('consents')}>
        <ConsentChoices texts={offered?.consentTexts ?? []} />
      </Field>
    </details>
  )
}

function useCapture(offered: Offered | undefined) {
  const t = useWords(receptionWords)
  const navigate = useNavigate()
  const { staff } = useMe()
  const { act } = useAct(captureReception, {
    topics: ['receptions', 'sales', 'customers'],
    waits: ({ body: { name, phone } }) => ({
      staffId: staff.id,
      label: [t('new'), name ?? phone?.slice(-4)].filter(Boolean).join(' · '),
      path: '/receptions/new',
      subject: `receptions:${newKey()}`,
    }),
  })
  const errorText = ({ code }: FieldError) =>
    code === 'phone'
      ? t('form.invalidPhone')
      : code === 'required'
        ? t('form.nameMissing')
        : code === 'unknown'
          ? t('form.unknown')
          : undefined
  return async ({ consents, ...typed }: Typed) => {
    const decisions = decisionsOf(consents, offered?.consentTexts ?? [])
    const made = await keptOr(fieldsInWords(act({ body: { ...typed, consents: decisions } }), errorText))
    if (!made) return navigate({ to: '/today' })
    const { sale } = made
    notice({
      text: doneText(t, made),
      forMs: 8_000,
      ...(sale && {
        action: {
          label: t('form.openSale'),
          run: () => void navigate({ to: '/sales/$id', params: { id: sale.id } }),
        },
      }),
    })
    await navigate({ to: '/receptions' })
  }
}

/** Without a network nobody knows yet which sale it belongs to. @returns null when it waits on this device */
async function keptOr(capturing: Promise<Captured>): Promise<Captured | null> {
  try {
    return await capturing
  } catch (failure) {
    if (!(failure instanceof ActWaits)) throw failure
    notice({ tone: 'note', text: kitWords('actWaits'), forMs: 8_000 })
    return null
  }
}

function doneText(t: typeof receptionWords, { outcome, sale, owner }: Captured): string {
  return t(`form.done.${outcome}`, { number: sale?.number ?? '', name: owner?.name ?? '—' })
}
