import Input from 'antd/es/input'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { checkVin, normaliseVin, suggestModelYears } from './vin.rules.ts'

interface VinInputProps {
  id?: string
  value?: string
  onChange?: (vin: string) => void
  autoFocus?: boolean
}

/** A VIN that is judged while it is typed: how much is missing, what cannot be, what is only doubtful. */
export function VinInput({ id, value = '', onChange, autoFocus }: VinInputProps) {
  return (
    <>
      <Input
        id={id}
        className="num vin-input"
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        value={value}
        aria-describedby={id && `${id}-finding`}
        onChange={event => onChange?.(event.target.value.toUpperCase())}
      />
      <p className="vin-finding" id={id && `${id}-finding`} role="status">
        <Finding typed={value} />
      </p>
    </>
  )
}

function Finding({ typed }: { typed: string }) {
  const t = useWords(inventoryWords)
  const vin = normaliseVin(typed)
  if (vin === '') return <span className="quiet">{t('vinCheck.later')}</span>
  const found = checkVin(vin)
  const [error] = found.ok ? [] : found.errors.filter(each => each !== 'length' || vin.length > 17)
  if (error)
    return (
      <span className="is-wrong">
        <Icon name="error" /> {t(`fieldError.vin-${error}`)}
      </span>
    )
  if (!found.ok) return <span className="quiet">{t('vinCheck.typing', { count: vin.length })}</span>
  if (found.warnings.length > 0)
    return (
      <span className="is-doubtful">
        <Icon name="warning" /> {t('warning.check-digit')}
      </span>
    )
  const years = suggestModelYears(vin, new Date().getFullYear())
  return (
    <span className="is-right">
      <Icon name="check" /> {t('vinCheck.right')}{' '}
      {years.length > 0 && t('vinCheck.years', { years: years.join(' / ') })}
    </span>
  )
}
