import Input from 'antd/es/input'
import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { useTyped } from '../../platform/web/kit/typed.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { NewInquiryButton } from '../inquiries/NewInquiryButton.tsx'
import { modelWord, salesWords } from '../sale-words.web.ts'
import { listSales } from '../sales/sales.contract.ts'
import { driveWords } from './test-drives.words.ts'

const selling = ['inquiry', 'showing', 'test-drive', 'negotiation'] as const

interface ChooseSaleProps {
  dealerId: string
  onChoose: (saleId: string) => void
  onClose: () => void
}

/** For whom a slot is booked: an open sale that has not been signed yet. */
export function ChooseSale({ dealerId, onChoose, onClose }: ChooseSaleProps) {
  const t = useWords(driveWords)
  const w = useWords(salesWords)
  const [text, setText] = useState('')
  const [settled, type] = useTyped()
  const { data } = useAnswer(listSales, {
    query: { dealerId: [dealerId], stage: [...selling], q: settled || undefined, limit: 12 },
  })
  return (
    <Modal title={t('chooseSale')} onClose={onClose}>
      <Input
        aria-label={t('chooseSale')}
        placeholder={t('chooseSaleHint')}
        value={text}
        allowClear
        autoFocus
        onChange={event => {
          setText(event.target.value)
          type(event.target.value)
        }}
      />
      {!data && <Lines count={5} />}
      {data?.items.length === 0 && (
        <div className="stack">
          <p>{t('noSale')}</p>
          <NewInquiryButton />
        </div>
      )}
      <ul className="sale-choices">
        {data?.items.map(sale => (
          <li key={sale.id}>
            <button type="button" onClick={() => onChoose(sale.id)}>
              <span>
                <strong>{sale.customer?.name ?? w('sale.noCustomer')}</strong>
                <small>
                  {sale.number} · {w(`stage.${sale.stage}`)}
                  {sale.trim ? ` · ${modelWord(sale.trim)}` : ''}
                </small>
              </span>
              <Icon name="right" />
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
