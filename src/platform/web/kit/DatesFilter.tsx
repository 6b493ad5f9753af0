import DatePicker from 'antd/es/date-picker'
import dayjs from 'dayjs'
import { useWords } from '../words/words.ts'
import { dayFormats } from './day-formats.ts'
import { kitWords } from './kit.words.ts'

interface DatesFilterProps {
  label: string
  from?: string
  to?: string
  onChange: (from: string | undefined, to: string | undefined) => void
}

/** From one business date to another, either end open. */
export function DatesFilter({ label, from, to, onChange }: DatesFilterProps) {
  const t = useWords(kitWords)
  return (
    <DatePicker.RangePicker
      aria-label={label}
      className="dates-filter"
      format={dayFormats()}
      placeholder={[label, t('filter.until')]}
      allowEmpty={[true, true]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={range => onChange(range?.[0]?.format('YYYY-MM-DD'), range?.[1]?.format('YYYY-MM-DD'))}
    />
  )
}
