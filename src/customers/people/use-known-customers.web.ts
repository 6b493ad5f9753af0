import AntForm from 'antd/es/form'
import { useEffect, useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { checkDuplicates, type Duplicate } from './duplicates.contract.ts'

const pauseMs = 400

/** Whom the store may know already by what is typed in the form around, asked when the typing pauses. */
export function useKnownCustomers(dealerId: string | undefined): readonly Duplicate[] {
  const typed = useTypedKeys()
  const asks = Object.values(typed).some(value => value !== undefined)
  const body = { ...typed, dealerId }
  const { data } = useAnswer(checkDuplicates, { body }, { enabled: asks, topics: [], staleTime: 30_000 })
  return asks ? (data?.duplicates ?? []) : []
}

/** What identifies somebody, once it is long enough to mean one. */
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
