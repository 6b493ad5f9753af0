import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Column } from '../../platform/web/kit/columns.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Dated, Unknown } from '../../platform/web/kit/Values.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { auditedNoun } from '../../platform/web/shell/slice.ts'
import { useLanguage, useWords } from '../../platform/web/words/words.ts'
import { networkZh } from '../network.words.ts'
import { networkWords } from '../network-words.web.ts'
import { useOrganisationName } from '../organisations/organisation-names.web.ts'
import type { AuditLine } from './audit.contract.ts'
import { auditZh } from './audit.words.ts'
import { auditWords } from './audit-words.web.ts'

export function useAuditColumns(): readonly Column<AuditLine>[] {
  const t = useWords(auditWords)
  const storeName = useOrganisationName()
  const { dealer, dealers } = useDealer()
  const manyStores = dealer === null && dealers.length > 1
  const columns: (Column<AuditLine> | false)[] = [
    { key: 'at', title: t('at'), width: 170, phone: 'line', render: ({ at }) => <Dated at={at} /> },
    { key: 'by', title: t('by'), width: 140, phone: 'title', render: line => whoDid(line, t) },
    { key: 'verb', title: t('verb'), width: 150, phone: 'mark', render: line => <Did line={line} /> },
    { key: 'noun', title: t('noun'), width: 110, render: line => <NounWord noun={line.noun} /> },
    { key: 'subject', title: t('subject'), width: 170, render: line => <Subject line={line} /> },
    manyStores && {
      key: 'store',
      title: t('store'),
      width: 160,
      render: ({ dealerId }) => storeName(dealerId),
    },
    { key: 'facts', title: t('facts'), width: 260, render: ({ facts }) => <Facts facts={facts} /> },
    {
      key: 'request',
      title: t('request'),
      width: 150,
      optional: true,
      phone: 'none',
      render: ({ requestId }) => requestId ?? <Unknown />,
    },
  ]
  return columns.filter(column => column !== false)
}

function whoDid({ by, byApiKey }: AuditLine, t: typeof auditWords): string {
  if (!by) return t('system')
  return byApiKey ? t('byKey', { name: by.name }) : by.name
}

/** What was done: a step of a sale in the words of its slice, anything else in the log's own. */
function Did({ line: { noun, verb } }: { line: AuditLine }) {
  const t = useWords(auditWords)
  const stepWord = useStepWord(noun)
  const word =
    verb in auditZh.did ? t(`did.${verb}` as 'did.created') : (stepWord(verb) ?? verb.replaceAll('-', ' '))
  const isSensitive = ['revealed', 'exported', 'refused'].includes(verb)
  return isSensitive ? <Mark tone="amber">{word}</Mark> : word
}

function useStepWord(noun: string): (verb: string) => string | undefined {
  useLanguage()
  const [found, setFound] = useState<{ word: (verb: string) => string | undefined }>()
  useEffect(() => {
    let wanted = true
    void auditedNoun(noun)
      ?.did?.()
      .then(word => wanted && setFound({ word }))
    return () => {
      wanted = false
    }
  }, [noun])
  return found?.word ?? (() => undefined)
}

function NounWord({ noun }: { noun: string }) {
  const t = useWords(auditWords)
  const w = useWords(networkWords)
  if (noun in auditZh.kind) return t(`kind.${noun}` as 'kind.sessions')
  return noun in networkZh.noun ? w(`noun.${noun}` as 'noun.sales') : noun.replaceAll('-', ' ')
}

function Subject({ line: { noun, subjectId, subject } }: { line: AuditLine }) {
  if (!subjectId) return <Unknown />
  const href = auditedNoun(noun)?.href?.(subjectId)
  const label = subject ?? `…${subjectId.slice(-8)}`
  return href ? <Link to={href}>{label}</Link> : <span title={subjectId}>{label}</span>
}

/** Codes and numbers as they are kept: the log is read by those who check. */
function Facts({ facts }: { facts: AuditLine['facts'] }) {
  const text = Object.entries(facts)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ')
  return text ? (
    <small className="quiet" title={text}>
      {text}
    </small>
  ) : (
    <Unknown />
  )
}
