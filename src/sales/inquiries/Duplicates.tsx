import { useQuery } from '@tanstack/react-query'
import AntForm from 'antd/es/form'
import { useEffect, useState } from 'react'
import { checkDuplicates } from '../../customers/people/duplicates.contract.ts'
import { call } from '../../platform/web/answers/client.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'

interface DuplicatesProps {
  onChoose: (customer: { id: string; name: string; phone: string | null }) => void
}
const pauseMs = 400

/** Who at the store may be the same person already, asked while name and phone are typed. */
export function Duplicates({ onChoose }: DuplicatesProps) {
  const t = useWords(salesWords)
  const form = AntForm.useFormInstance()
  const { dealer } = useDealer()
  const name = useSettled(AntForm.useWatch('name', form))
  const phone = useSettled(AntForm.useWatch('phone', form))
  const body = {
    dealerId: dealer?.id,
    name: name.length >= 2 ? name : undefined,
    phone: phone.replace(/\D/g, '').length >= 7 ? phone : undefined,
  }
  const { data } = useQuery({
    queryKey: [checkDuplicates.name, body],
    queryFn: ({ signal }) => call(checkDuplicates, { body, signal }),
    enabled: body.name !== undefined || body.phone !== undefined,
    retry: false, // a phone that is half typed is no number yet
    staleTime: 30_000,
  })
  const duplicates = data?.duplicates ?? []
  if (duplicates.length === 0) return null
  return (
    <div className="known-already" role="status">
      <p>
        <Icon name="warning" />
        <strong>{t('inquiry.duplicates')}</strong>
      </p>
      <p className="quiet">{t('inquiry.duplicatesText')}</p>
      <ul>
        {duplicates.map(({ by, customer }) => (
          <li key={customer?.id ?? by.join()}>
            <span>
              {customer ? (
                <>
                  <strong>{customer.name}</strong>{' '}
                  <span className="num">
                    {[customer.phone, customer.owner?.name].filter(Boolean).join(' · ')}
                  </span>
                </>
              ) : (
                t('inquiry.colleague')
              )}
              <small> {by.map(key => t(`inquiry.duplicateBy.${key}`)).join(' · ')}</small>
            </span>
            {customer && (
              <button type="button" className="tool-button" onClick={() => onChoose(customer)}>
                {t('inquiry.use')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function useSettled(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : ''
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
