import { Link } from '@tanstack/react-router'
import AntForm from 'antd/es/form'
import { useEffect, useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { checkDuplicates, type Duplicate } from './duplicates.contract.ts'

const pauseMs = 400

/** Warns while a new customer is typed that the store may know them already. */
export function Duplicates({ dealerId }: { dealerId?: string }) {
  const t = useWords(customersWords)
  const typed = useTypedKeys()
  const asks = Object.values(typed).some(value => value !== undefined)
  const body = { ...typed, dealerId }
  const { data } = useAnswer(checkDuplicates, { body }, { enabled: asks, topics: [] })
  if (!asks || !data || data.duplicates.length === 0) return null
  return (
    <section className="duplicates" aria-live="polite">
      <h2>
        <Icon name="warning" /> {t('duplicate.title')}
      </h2>
      <ul>
        {data.duplicates.map((duplicate, index) => (
          <DuplicateLine key={duplicate.customer?.id ?? index} duplicate={duplicate} />
        ))}
      </ul>
      <p>{t('creating.anyway')}</p>
    </section>
  )
}

function DuplicateLine({ duplicate: { by, customer } }: { duplicate: Duplicate }) {
  const t = useWords(customersWords)
  const why = by.map(key => t(`duplicate.${key}`)).join(' · ')
  if (!customer)
    return (
      <li>
        {t('duplicate.colleague')} <span>{why}</span>
      </li>
    )
  const { id, name, number, phone, owner } = customer
  return (
    <li>
      <Link to="/customers/$id" params={{ id }} target="_blank">
        {name} {number}
      </Link>{' '}
      <span>{[why, phone, owner?.name ?? t('pool')].filter(Boolean).join(' · ')}</span>
    </li>
  )
}

/** What identifies somebody, once the typing pauses and it is long enough to mean one. */
function useTypedKeys() {
  const form = AntForm.useFormInstance()
  const typed = {
    name: worthAsking(AntForm.useWatch('name', form), 2),
    phone: worthAsking(AntForm.useWatch('phone', form), 7),
    idNumber: worthAsking(AntForm.useWatch('idNumber', form), 15),
    creditCode: worthAsking(AntForm.useWatch('creditCode', form), 18),
  }
  const text = JSON.stringify(typed)
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return JSON.parse(settled) as typeof typed
}

function worthAsking(value: unknown, shortest: number): string | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  return text.length >= shortest ? text : undefined
}
