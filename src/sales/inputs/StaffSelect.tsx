import Select from 'antd/es/select'
import { useState } from 'react'
import { listStaff } from '../../network/staff/staff.contract.ts'
import type { Role } from '../../platform/permissions.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { roleWord } from '../refusal-words.web.ts'
import { useTyped } from './typed.web.ts'

interface StaffSelectProps {
  id?: string
  value?: string
  onChange?: (id: string | undefined) => void
  dealerId: string
  withRole?: Role
  /** Not offered: the present owner. */
  except?: string | null
  /** Who is chosen already, so that the name shows before the list is there. */
  known?: { id: string; name: string } | null
  placeholder?: string
  label?: string
}

/** A colleague of the store, found by name, pinyin or initials. */
export function StaffSelect(props: StaffSelectProps) {
  const { id, value, onChange, dealerId, withRole, except, known, placeholder, label } = props
  const [text, setText] = useTyped()
  const [open, setOpen] = useState(false)
  const query = { organisationId: dealerId, role: withRole, text: text || undefined, limit: 50 }
  const { data, isFetching } = useAnswer(listStaff, { query }, { enabled: open || !known })
  const found = (data?.items ?? []).filter(person => person.id !== except)
  const people = found.map(person => ({
    value: person.id,
    label: person.name,
    roles: [...new Set(person.roles.map(held => roleWord(held.role)))].join(' · '),
  }))
  const options =
    known && !people.some(person => person.value === known.id)
      ? [{ value: known.id, label: known.name, roles: '' }, ...people]
      : people
  return (
    <Select
      id={id}
      aria-label={label}
      value={value}
      onChange={onChange}
      onOpenChange={setOpen}
      placeholder={placeholder}
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
