import Checkbox from 'antd/es/checkbox'
import TimePicker from 'antd/es/time-picker'
import dayjs from 'dayjs'
import { useWords } from '../../platform/web/words/words.ts'
import type { Hours, Week } from './store-rules.contract.ts'
import { storeRulesWords } from './store-rules.words.ts'

interface WeekInputProps {
  week: Week
  disabled: boolean
  onChange: (week: Week) => void
}

const usual: Hours = { opens: '09:00', closes: '18:00' }

/** Seven days, each with its hours or closed. */
export function WeekInput({ week, disabled, onChange }: WeekInputProps) {
  const t = useWords(storeRulesWords)
  const days = t('day').split(',')
  return (
    <ul className="week-input">
      {week.map((hours, index) => {
        const day = days[index] ?? ''
        const set = (next: Hours | null) => onChange(week.map((old, at) => (at === index ? next : old)))
        return (
          <li key={day}>
            <Checkbox
              checked={hours !== null}
              disabled={disabled}
              aria-label={t('isOpen', { day })}
              onChange={event => set(event.target.checked ? usual : null)}
            >
              {day}
            </Checkbox>
            {hours ? (
              <HoursInput day={day} hours={hours} disabled={disabled} onChange={set} />
            ) : (
              <span className="quiet">{t('closed')}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

interface HoursInputProps {
  day: string
  hours: Hours
  disabled: boolean
  onChange: (hours: Hours) => void
}

export function HoursInput({ day, hours, disabled, onChange }: HoursInputProps) {
  const t = useWords(storeRulesWords)
  return (
    <span className="hours-input">
      {(['opens', 'closes'] as const).map(end => (
        <TimePicker
          key={end}
          aria-label={t(end, { day })}
          format="HH:mm"
          minuteStep={5}
          allowClear={false}
          needConfirm={false}
          disabled={disabled}
          value={dayjs(`2026-01-01T${hours[end]}`)}
          onChange={time => time && onChange({ ...hours, [end]: dayjs(time).format('HH:mm') })}
        />
      ))}
    </span>
  )
}
