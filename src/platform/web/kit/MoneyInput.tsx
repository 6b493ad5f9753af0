import Input from 'antd/es/input'
import { useState } from 'react'
import { parseMinor, plainAmount } from '../../money.ts'

interface MoneyInputProps {
  id?: string
  /** Minor units; what is not an amount is NaN, which no schema accepts. */
  value?: number | null
  onChange?: (minor: number | undefined) => void
  currency: string
  label?: string
  autoFocus?: boolean
  placeholder?: string
}

/** An amount as people write it, held in minor units. */
export function MoneyInput({
  id,
  value,
  onChange,
  currency,
  label,
  autoFocus,
  placeholder,
}: MoneyInputProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const type = (text: string) => {
    setTyped(text)
    const plain = text.replace(/[,，\s]/g, '')
    onChange?.(plain === '' ? undefined : (parseMinor(plain, currency) ?? Number.NaN))
  }
  return (
    <Input
      id={id}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      autoFocus={autoFocus}
      placeholder={placeholder}
      className="num"
      prefix={<span className="quiet">{symbolOf(currency)}</span>}
      value={typed ?? written(value, currency)}
      onChange={event => type(event.target.value)}
      onBlur={() => setTyped(current => (Number.isNaN(value) ? current : null))}
    />
  )
}

function written(value: number | null | undefined, currency: string): string {
  if (value === null || value === undefined || !Number.isSafeInteger(value)) return ''
  const [whole = '', fraction] = plainAmount(value, currency).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction && Number(fraction) > 0 ? `${grouped}.${fraction}` : grouped
}

function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}
