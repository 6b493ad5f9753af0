import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { validateDefinition } from '../process/definition.rules.ts'
import { type DefinitionFinding, ProcessDefinition } from '../process/process.contract.ts'
import { salesWords, spelled } from '../sale-words.web.ts'
import { salesZh } from '../sales.words.ts'
import { DefinitionForm } from './DefinitionForm.tsx'
import { editorWords } from './definition-editor.words.ts'
import { ProcessPreview } from './ProcessPreview.tsx'
import { publishProcess } from './processes.contract.ts'
import { RequiredFieldsForm } from './RequiredFieldsForm.tsx'
import { WaysForm } from './WaysForm.tsx'

const parts = ['rules', 'ways', 'required', 'preview', 'document'] as const
type Part = (typeof parts)[number]

const Draft = ProcessDefinition.omit({ version: true })
export type Draft = Omit<ProcessDefinition, 'version'>

interface DefinitionEditorProps {
  organisationId: string
  /** The version in force that the draft starts from. */
  version: number
  definition: ProcessDefinition
  onDone: () => void
}

/** A new version, as a form or as its document; what keeps it from being published is said while it is typed. */
export function DefinitionEditor({ organisationId, version, definition, onDone }: DefinitionEditorProps) {
  const t = useWords(salesWords)
  const e = useWords(editorWords)
  const { version: _, ...start } = definition
  const [draft, setDraft] = useState<Draft>(start)
  const [part, setPart] = useState<Part>('rules')
  const [text, setText] = useState('')
  const { act, pending, problem } = useAct(publishProcess, { topics: ['processes'] })
  const read = part === 'document' ? parsed(text) : { draft }
  const findings = 'draft' in read ? validateDefinition({ ...read.draft, version: 1 }) : []
  const publish = async () => {
    if (!('draft' in read)) return
    const published = await act({ body: { organisationId, definition: read.draft }, ifMatch: version })
    notice({ text: t('process.published', { version: published.version }) })
    onDone()
  }
  return (
    <div className="stack">
      <div className="line">
        <Segments
          label={e('parts')}
          value={part}
          onChange={next => {
            if (!('draft' in read)) return
            setDraft(read.draft)
            if (next === 'document') setText(JSON.stringify(read.draft, null, 2))
            setPart(next)
          }}
          options={parts.map(value => ({
            value,
            label: value === 'document' ? t('process.document') : e(value),
          }))}
        />
        <Button
          type="primary"
          loading={pending}
          disabled={!('draft' in read) || findings.length > 0}
          onClick={() => void publish().catch(() => undefined)}
        >
          {t('process.publish')}
        </Button>
        <Button onClick={onDone}>{t('process.discard')}</Button>
        <span className="quiet">{t('process.publishNote')}</span>
      </div>
      <ProblemAlert failure={problem} />
      <Findings findings={findings} fault={'fault' in read ? read.fault : null} />
      {part === 'rules' && <DefinitionForm draft={draft} onChange={setDraft} />}
      {part === 'ways' && <WaysForm draft={draft} onChange={setDraft} />}
      {part === 'required' && <RequiredFieldsForm draft={draft} onChange={setDraft} />}
      {part === 'preview' && findings.length === 0 && (
        <ProcessPreview organisationId={organisationId} draft={draft} />
      )}
      {part === 'document' && (
        <div className="stack">
          <span className="quiet">{t('process.documentHint')}</span>
          <Input.TextArea
            className="process-document"
            aria-label={t('process.document')}
            spellCheck={false}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        </div>
      )}
    </div>
  )
}

function Findings({ findings, fault }: { findings: readonly DefinitionFinding[]; fault: string | null }) {
  const t = useWords(salesWords)
  if (fault !== null)
    return (
      <p className="process-note is-late" role="status">
        {t('process.notJson', { why: fault })}
      </p>
    )
  if (findings.length === 0)
    return (
      <p className="quiet" role="status">
        {t('process.sound')}
      </p>
    )
  return (
    <div className="process-note" role="status">
      <strong>{t('process.findings', { count: findings.length })}</strong>
      <ul>
        {findings.map(({ code, path, facts }) => (
          <li key={`${code} ${path} ${JSON.stringify(facts)}`}>
            {t(`finding.${code}`)}：
            {Object.entries(facts)
              .map(([, value]) => factWord(value))
              .join(' · ')}{' '}
            <code>{path}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}

function factWord(value: string | number): string {
  for (const list of ['stage', 'action', 'check', 'field'] as const)
    if (typeof value === 'string' && value in salesZh[list])
      return salesWords(`${list}.${value}` as Parameters<typeof salesWords>[0])
  return typeof value === 'string' ? spelled(value) : String(value)
}

function parsed(text: string): { draft: Draft } | { fault: string } {
  try {
    const result = Draft.safeParse(JSON.parse(text))
    if (result.success) return { draft: result.data }
    const [issue] = result.error.issues
    return { fault: `${issue?.path.join('.')} ${issue?.code}` }
  } catch (fault) {
    return { fault: fault instanceof Error ? fault.message : String(fault) }
  }
}
