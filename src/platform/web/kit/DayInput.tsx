import DatePicker from 'antd/es/date-picker'
import dayjs from 'dayjs'
import type { KeyboardEvent } from 'react'
import { dayFormats } from './day-formats.ts'
import './inputs.css'

interface DayInputProps {
  id?: string
  /** 'YYYY-MM-DD' */
  value?: string | null
  onChange?: (day: string | undefined) => void
  from?: string
  to?: string
  placeholder?: string
  label?: string
}

/** A business date, without a time zone. */
export function DayInput({ id, value, onChange, from, to, placeholder, label }: DayInputProps) {
  return (
    <DatePicker
      format={dayFormats()}
      id={id}
      aria-label={label}
      className="day-input"
      placeholder={placeholder}
      value={value ? dayjs(value) : null}
      minDate={from ? dayjs(from) : undefined}
      maxDate={to ? dayjs(to) : undefined}
      onKeyDown={keepForm}
      onChange={day => onChange?.(day ? dayjs(day).format('YYYY-MM-DD') : undefined)}
    />
  )
}

/** Enter takes the day that was typed; it does not send the form around it. */
function keepForm(event: KeyboardEvent) {
  if (event.key === 'Enter') event.preventDefault()
}
