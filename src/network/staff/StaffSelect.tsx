import Select from 'antd/es/select'
import { useState } from 'react'
import type { Role } from '../../platform/permissions.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { useTyped } from '../../platform/web/kit/typed.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { sessionWords } from '../sessions/sessions.words.ts'
import { listStaff } from './staff.contract.ts'
import '../../platform/web/kit/inputs.css'

interface StaffSelectProps {
  id?: string
  value?: string | null
  onChange?: (id: string | undefined) => void
  /** Absent: everybody within reach. */
  dealerId?: string
  /** Only those who hold this role. */
  holding?: Role
  /** Not offered: the present owner. */
  except?: string | null
  /** Who is chosen already, so that the name shows before the list is there. */
  known?: { id: string; name: string } | null
  placeholder?: string
  label?: string
  autoFocus?: boolean
}

/** A colleague of the store, found by name, pinyin or initials. */
export function StaffSelect(props: StaffSelectProps) {
  const { dealerId, holding, except, known, value, onChange, label, ...others } = props
  const t = useWords(sessionWords)
  const [text, setText] = useTyped()
  const [open, setOpen] = useState(false)
  const query = { organisationId: dealerId, role: holding, text: text || undefined, limit: 50 }
  const { data, isFetching } = useAnswer(listStaff, { query }, { enabled: open || !known })
  const found = (data?.items ?? []).filter(person => person.id !== except)
  const people = found.map(person => ({
    value: person.id,
    label: person.name,
    roles: [...new Set(person.roles.map(held => t(`role.${held.role}`)))].join(' · '),
  }))
  const isListed = known && people.some(person => person.value === known.id)
  const options = known && !isListed ? [{ value: known.id, label: known.name, roles: '' }, ...people] : people
  return (
    <Select
      {...others}
      aria-label={label}
      value={value ?? undefined}
      onChange={onChange}
      onOpenChange={setOpen}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={isFetching}
      options={options}
      optionRender={({ data: option }) => (
        <span className="option">
          {option.label} <small>{option.roles}</small>
        </span>
      )}
    />
  )
}
