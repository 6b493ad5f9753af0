import Button from 'antd/es/button'
import AntForm from 'antd/es/form'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Contract } from '../../contract.ts'
import { ApiProblem } from '../answers/api-problem.ts'
import { withEntered } from '../answers/waiting.ts'
import { useWords } from '../words/words.ts'
import { clearDraft, useFormDraft } from './draft.ts'
import { focusFirstField } from './first-field.ts'
import { issueText } from './issue-text.ts'
import './inputs.css'
import { kitWords } from './kit.words.ts'
import { ProblemAlert } from './ProblemAlert.tsx'

type Labels = Readonly<Record<string, string>>

interface SchemaFormProps<S extends z.ZodType> {
  /** The contract's body: its rules hold in the form, its output is what is submitted. */
  schema: S
  submit: (values: z.output<S>) => Promise<unknown>
  /** Words for each field path; also used when the server names a field. */
  labels: Labels
  children: (field: FieldOf) => ReactNode
  submitLabel: string
  initial?: Partial<z.input<S>>
  /** Keeps what is typed on this device under this name until it is submitted. Never for passwords. */
  draft?: string
  /** Beside the submit button. */
  beside?: ReactNode
  /** below the button, in the form */
  below?: ReactNode
  block?: boolean
  /** Marks the fields that must be filled, where others need not be. */
  marked?: boolean
}
/** `<Form.Item {...field('network.code')}>`: the name, the label and the rule of one field. */
export type FieldOf = (path: string) => {
  name: string[]
  label: string
  required: boolean
  rules: { validator: (rule: unknown, value: unknown) => Promise<void> }[]
}

/** A form over one zod object: each field's rule is the schema's, a refusal by the server lands at its field. */
export function SchemaForm<S extends z.ZodType>(props: SchemaFormProps<S>) {
  const { schema, submit, labels, children, submitLabel, initial, draft, beside, below, block, marked } =
    props
  const [form] = AntForm.useForm()
  const [state, setState] = useState<{ pending: boolean; failure?: unknown }>({ pending: false })
  const onValues = useFormDraft(draft, form)
  const sending = useRef(false)
  const box = useFocusInDialog()
  const finish = async (values: unknown) => {
    if (sending.current) return
    const parsed = schema.safeParse(withoutEmpty(values))
    if (!parsed.success) return showIssues(form, parsed.error.issues)
    sending.current = true
    setState({ pending: true })
    try {
      await withEntered(draft ? { key: draft, values } : null, () => submit(parsed.data))
      if (draft) clearDraft(draft)
      setState({ pending: false })
    } catch (failure) {
      if (failure instanceof ApiProblem) showErrors(form, failure, labels)
      setState({ pending: false, failure })
    } finally {
      sending.current = false
    }
  }
  return (
    <AntForm
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={finish}
      onValuesChange={changed => {
        form.setFields(pathsOf(changed).map(name => ({ name, errors: [] })))
        onValues?.()
      }}
      validateTrigger="onBlur"
      requiredMark={marked ? markRequired : undefined}
      noValidate
    >
      <div ref={box}>{children(path => fieldOf(schema, path, labels))}</div>
      <div className="stack">
        <ProblemAlert failure={state.failure} fieldName={path => labels[path] ?? path} />
        <div className="line">
          <Button
            type="primary"
            htmlType="submit"
            loading={state.pending}
            block={block}
            size={block ? 'large' : undefined}
          >
            {submitLabel}
          </Button>
          {beside}
        </div>
      </div>
      {below}
    </AntForm>
  )
}

/** A form that came after its dialog had opened takes the focus that still waits on the heading. */
function useFocusInDialog() {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const dialog = box.current?.closest('dialog')
    if (!box.current || !dialog?.open || !document.activeElement?.matches('dialog, .modal-header *')) return
    focusFirstField(box.current)
  }, [])
  return box
}

function markRequired(label: ReactNode, { required }: { required: boolean }) {
  if (!required) return label
  return (
    <>
      {label}
      <span className="required-mark" aria-hidden="true">
        *
      </span>
    </>
  )
}

/** The body of a contract, as the schema of a form. */
export function bodyOf<B extends z.ZodType>(contract: Contract<z.ZodType, z.ZodType, B, z.ZodType>): B {
  const { name, body } = contract
  if (!body || body === 'upload') throw new TypeError(`${name} takes no JSON body`)
  return body
}

export const Field = AntForm.Item

/** Marks what need not be filled. */
export function Optional({ children }: { children: ReactNode }) {
  const t = useWords(kitWords)
  return (
    <>
      {children}
      <span className="quiet optional">{t('optional')}</span>
    </>
  )
}

function fieldOf(schema: z.ZodType, path: string, labels: Labels) {
  const rule = ruleAt(schema, path.split('.'))
  return {
    name: path.split('.'),
    label: labels[path] ?? path,
    required: rule ? !rule.safeParse(undefined).success : false,
    rules: [{ validator: (_: unknown, value: unknown) => check(rule, value) }],
  }
}

async function check(rule: z.ZodType | undefined, value: unknown) {
  const result = rule?.safeParse(withoutEmpty(value))
  const issue = result?.error?.issues[0]
  if (issue) throw new Error(issueText(issue))
}

/** The schema of one field: objects are walked by name, wrappers looked through. */
function ruleAt(schema: z.ZodType, path: readonly string[]): z.ZodType | undefined {
  const [name, ...others] = path
  if (name === undefined) return schema
  const { def } = schema as z.ZodObject
  if (def.shape) {
    const next = def.shape[name]
    return next ? ruleAt(next as z.ZodType, others) : undefined
  }
  const inner = (def as { innerType?: z.ZodType; in?: z.ZodType }).innerType ?? (def as { in?: z.ZodType }).in
  return inner ? ruleAt(inner, path) : undefined
}

/** An emptied input is an absent value. */
function withoutEmpty(value: unknown): unknown {
  if (value === '' || value === null) return undefined
  if (typeof value !== 'object' || value === undefined || Array.isArray(value)) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, withoutEmpty(one)]))
}

/** What was typed into: an error said about the value before holds no more. */
function pathsOf(changed: unknown, at: readonly string[] = []): string[][] {
  if (typeof changed !== 'object' || changed === null || Array.isArray(changed)) return [[...at]]
  if (Object.getPrototypeOf(changed) !== Object.prototype) return [[...at]]
  return Object.entries(changed).flatMap(([name, value]) => pathsOf(value, [...at, name]))
}

interface FieldErrors {
  setFields: (fields: { name: (string | number)[]; errors: string[] }[]) => void
}

function showIssues(form: FieldErrors, issues: readonly z.core.$ZodIssue[]) {
  form.setFields(issues.map(issue => ({ name: issue.path.map(String), errors: [issueText(issue)] })))
}

function showErrors(form: FieldErrors, problem: ApiProblem, labels: Labels) {
  const known = problem.errors.map(error => ({ ...error, path: error.path.replace(/^body\./, '') }))
  form.setFields(
    known
      .filter(({ path }) => path in labels)
      .map(({ path, message }) => ({ name: path.split('.'), errors: [message] })),
  )
}
