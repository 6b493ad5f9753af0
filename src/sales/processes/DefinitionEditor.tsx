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
import { publishProcess } from './processes.contract.ts'

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
  const { version: _, ...start } = definition
  const [draft, setDraft] = useState<Draft>(start)
  const [text, setText] = useState<string | null>(null)
  const { act, pending, problem } = useAct(publishProcess, { topics: ['processes'] })
  const read = text === null ? { draft } : parsed(text)
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
          label={t('process.form')}
          value={text === null ? 'form' : 'document'}
          onChange={next => {
            if (next === 'document') setText(JSON.stringify(draft, null, 2))
            else if ('draft' in read) {
              setDraft(read.draft)
              setText(null)
            }
          }}
          options={[
            { value: 'form', label: t('process.form') },
            { value: 'document', label: t('process.document') },
          ]}
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
      {text === null ? (
        <DefinitionForm draft={draft} onChange={setDraft} />
      ) : (
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
