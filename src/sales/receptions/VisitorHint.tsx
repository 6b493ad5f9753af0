import AntForm from 'antd/es/form'
import { useEffect, useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'
import { checkVisitor, type KnownVisitor, type ReceptionKind } from './receptions.contract.ts'
import { receptionWords } from './receptions-words.web.ts'

const pauseMs = 250

/** Said while the phone is typed: first or repeat, whose, and what registering will do. */
export function VisitorHint() {
  const t = useWords(receptionWords)
  const form = AntForm.useFormInstance()
  const kind: ReceptionKind = AntForm.useWatch('kind', form) ?? 'visit'
  const dealerId: string | undefined = AntForm.useWatch('dealerId', form)
  const phone = useSettled(AntForm.useWatch('phone', form))
  const { dealer } = useDealer()
  const asks = phone.replace(/\D/g, '').length >= 7
  const body = { kind, phone, dealerId: dealerId ?? dealer?.id }
  const { data } = useAnswer(checkVisitor, { body }, { enabled: asks, topics: [], staleTime: 30_000 })
  if (!asks || !data?.valid) return null
  if (!data.known) return <p className="visitor-hint is-new">{t('form.newcomer')}</p>
  return <Known known={data.known} />
}

function Known({ known }: { known: KnownVisitor }) {
  const t = useWords(receptionWords)
  const w = useWords(salesWords)
  const { customer, sale, owner, occasion, outcome } = known
  const said =
    outcome === 'owner-told'
      ? owner
        ? t('form.ofColleague', { name: owner.name })
        : t('form.ofNobody')
      : sale
        ? t('form.knownSale', { number: sale.number, stage: w(`stage.${sale.stage}`) })
        : t('form.knownNoSale')
  return (
    <div className="visitor-hint" role="status">
      <Icon name={outcome === 'owner-told' ? 'warning' : 'check'} />
      <div>
        {customer && (
          <strong>{t('form.known', { occasion: t(`occasion.${occasion}`), name: customer.name })}</strong>
        )}
        <p>{said}</p>
      </div>
    </div>
  )
}

function useSettled(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : ''
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
