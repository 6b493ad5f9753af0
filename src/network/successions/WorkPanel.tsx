import Button from 'antd/es/button'
import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { dateTimeShort } from '../../platform/web/kit/figures.ts'
import { language, useWords } from '../../platform/web/words/words.ts'
import type { Staff } from '../staff/staff.contract.ts'
import { SuccessionDialog } from './SuccessionDialog.tsx'
import { readWork, type Succession } from './successions.contract.ts'
import { successionWords } from './successions.words.ts'

/** How much a person holds, and what they handed over. */
export function WorkPanel({ person }: { person: Staff }) {
  const t = useWords(successionWords)
  const [asking, setAsking] = useState(false)
  const params = { id: person.id }
  const topics = [`staff:${person.id}`, 'customers', 'leads', 'sales']
  const { data } = useAnswer(readWork, { params }, { topics })
  if (!data) return null
  const { held, successions } = data
  const holds = held.customers + held.leads + held.sales > 0
  return (
    <section className="panel panel-section stack-tight">
      <h2>{t('title')}</h2>
      <p>{holds ? t('held', held) : t('nothing')}</p>
      {holds && <Button onClick={() => setAsking(true)}>{t('handOver')}</Button>}
      {successions.length > 0 && (
        <>
          <h3>{t('history')}</h3>
          <ul className="held-roles">
            {successions.map(succession => (
              <li key={succession.id}>
                <span>{said(succession)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {asking && <SuccessionDialog person={person} onClose={() => setAsking(false)} />}
    </section>
  )

  function said({ successors, arrangedBy, arrangedAt, ...counts }: Succession): string {
    const names = successors.map(({ name }) => name).join(language() === 'zh' ? '、' : ', ')
    const to = successors.length > 0 ? t('to', { names }) : t('toPool')
    const by = t('by', { name: arrangedBy?.name ?? '—', time: dateTimeShort(arrangedAt, new Date()) })
    return [t('held', counts), to, by].join(' · ')
  }
}
