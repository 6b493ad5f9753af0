import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import type { Holiday } from './store-rules.contract.ts'
import { storeRulesWords } from './store-rules.words.ts'
import { HoursInput } from './WeekInput.tsx'

interface HolidaysInputProps {
  own: readonly Holiday[]
  inherited: readonly Holiday[]
  disabled: boolean
  onChange: (holidays: Holiday[]) => void
}

const worked = { opens: '09:00', closes: '18:00' }

/** Days unlike their weekday: those from above to read, one's own to change. */
export function HolidaysInput({ own, inherited, disabled, onChange }: HolidaysInputProps) {
  const t = useWords(storeRulesWords)
  const above = inherited.filter(({ day }) => !own.some(holiday => holiday.day === day))
  const put = (index: number, next: Holiday) => onChange(own.map((old, at) => (at === index ? next : old)))
  return (
    <>
      <p className="quiet">{t('holidaysText')}</p>
      {own.length + above.length === 0 && <p className="quiet">{t('noHolidays')}</p>}
      <ul className="holidays">
        {above.map(({ day, name, hours }) => (
          <li key={day}>
            <Dated day={day} /> {name} · {hours ? `${hours.opens}–${hours.closes}` : t('off')}
            <span className="quiet">{t('fromAbove')}</span>
          </li>
        ))}
        {own.map((holiday, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line may be of no day yet, or of another one's
          <li key={index}>
            <HolidayLine
              holiday={holiday}
              disabled={disabled}
              onChange={next => put(index, next)}
              onRemove={() => onChange(own.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      {!disabled && (
        <Button onClick={() => onChange([...own, { day: dayAfter(own), name: '', hours: null }])}>
          {t('addHoliday')}
        </Button>
      )}
    </>
  )
}

interface HolidayLineProps {
  holiday: Holiday
  disabled: boolean
  onChange: (holiday: Holiday) => void
  onRemove: () => void
}

function HolidayLine({ holiday, disabled, onChange, onRemove }: HolidayLineProps) {
  const t = useWords(storeRulesWords)
  const { day, name, hours } = holiday
  const states = [
    { value: 'off', label: t('off') },
    { value: 'worked', label: t('worked') },
  ]
  return (
    <>
      <DayInput
        value={day}
        label={t('date')}
        onChange={next => next && onChange({ ...holiday, day: next })}
      />
      <Input
        aria-label={t('holidayName')}
        placeholder={t('holidayName')}
        maxLength={60}
        disabled={disabled}
        value={name}
        onChange={event => onChange({ ...holiday, name: event.target.value })}
      />
      <Select
        aria-label={`${day} ${name}`}
        disabled={disabled}
        value={hours ? 'worked' : 'off'}
        options={states}
        onChange={state => onChange({ ...holiday, hours: state === 'worked' ? worked : null })}
      />
      {hours && (
        <HoursInput
          day={name || day}
          hours={hours}
          disabled={disabled}
          onChange={next => onChange({ ...holiday, hours: next })}
        />
      )}
      {!disabled && (
        <button
          type="button"
          className="icon-button"
          aria-label={t('removeHoliday', { day, name })}
          onClick={onRemove}
        >
          <Icon name="trash" />
        </button>
      )}
    </>
  )
}

/** The day after the last one, or today: holidays are entered one after the other. */
function dayAfter(own: readonly Holiday[]): string {
  const last = own.at(-1)?.day
  const at = last ? new Date(Date.parse(last) + 86_400_000) : new Date()
  return at.toISOString().slice(0, 10)
}
