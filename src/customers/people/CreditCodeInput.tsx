import Input from 'antd/es/input'
import { normaliseCreditCode } from '../../network/organisations/credit-code.rules.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'

interface CreditCodeInputProps {
  id?: string
  value?: string
  onChange?: (code: string) => void
}

/** A company's code of 18 characters, whose last one checks the others while it is typed. */
export function CreditCodeInput({ id, value = '', onChange }: CreditCodeInputProps) {
  const t = useWords(customersWords)
  const full = value.replace(/[\s-]/g, '').length >= 18
  const right = full && normaliseCreditCode(value) !== null
  return (
    <>
      <Input
        id={id}
        className="num"
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        value={value}
        aria-describedby={id && `${id}-finding`}
        onChange={event => onChange?.(event.target.value.toUpperCase())}
      />
      <p className={right ? 'code-right' : 'code-wrong'} id={id && `${id}-finding`} role="status">
        {full && (
          <>
            <Icon name={right ? 'check' : 'error'} className="inline-icon" />{' '}
            {t(right ? 'creating.creditRight' : 'contactError.credit-code')}
          </>
        )}
      </p>
    </>
  )
}
