import Select from 'antd/es/select'
import { type Customer, listCustomers } from '../../customers/people/customers.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { useTyped } from '../../platform/web/kit/typed.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'

interface CustomerSelectProps {
  id?: string
  value?: string
  onChange?: (id: string | undefined) => void
  onCustomer?: (customer: Customer | null) => void
  dealerId?: string
  label?: string
  autoFocus?: boolean
}

/** A customer within the reader's reach, found by name, pinyin, number or phone tail. */
export function CustomerSelect(props: CustomerSelectProps) {
  const { id, value, onChange, onCustomer, dealerId, label, autoFocus } = props
  const t = useWords(salesWords)
  const [text, setText] = useTyped()
  const { data, isFetching } = useAnswer(listCustomers, {
    query: { dealerId, q: text || undefined, limit: 20 },
  })
  const customers = data?.items ?? []
  return (
    <Select
      id={id}
      aria-label={label}
      value={value}
      autoFocus={autoFocus}
      placeholder={t('inquiry.chooseCustomer')}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={isFetching}
      notFoundContent={isFetching ? undefined : t('inquiry.noCustomerFound')}
      options={customers.map(({ id: key, name, phone, number }) => ({
        value: key,
        label: name,
        detail: [phone, number].filter(Boolean).join(' · '),
      }))}
      optionRender={({ data: option }) => (
        <span className="option">
          {option.label} <small className="num">{option.detail}</small>
        </span>
      )}
      onChange={(customerId: string | undefined) => {
        onChange?.(customerId)
        onCustomer?.(customers.find(customer => customer.id === customerId) ?? null)
      }}
    />
  )
}
