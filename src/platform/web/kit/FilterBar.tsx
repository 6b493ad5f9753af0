import Select from 'antd/es/select'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useKey } from '../shell/keys.ts'
import { usePhone } from '../shell/phone.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './Icon.tsx'
import { kitWords } from './kit.words.ts'
import './filters.css'

const DatesFilter = lazy(() =>
  import('./DatesFilter.tsx').then(({ DatesFilter }) => ({ default: DatesFilter })),
)

export interface Option {
  value: string
  label: string
}
export type Filter =
  | { kind: 'choice'; name: string; label: string; options: readonly Option[]; many?: boolean }
  | { kind: 'dates'; from: string; to: string; label: string }
  | { kind: 'flag'; name: string; label: string }

type Search = Record<string, unknown>
interface FilterBarProps {
  filters: readonly Filter[]
  /** The address' search; every filter reads and writes its own name there. */
  search: Search
  onChange: (patch: Search, options?: { typing?: boolean }) => void
  /** The free-text filter, which / focuses. */
  text?: { name: string; label: string }
  /** At the right: columns, export. */
  tools?: ReactNode
}

/** The filters of a list, in its address. On the phone they fold behind one button. */
export function FilterBar({ filters, search, onChange, text, tools }: FilterBarProps) {
  const t = useWords(kitWords)
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const names = filters.flatMap(filter =>
    filter.kind === 'dates' ? [filter.from, filter.to] : [filter.name],
  )
  const set = names.filter(name => search[name] !== undefined && search[name] !== '')
  const clear = () =>
    onChange(Object.fromEntries([...names, ...(text ? [text.name] : [])].map(name => [name, undefined])))
  const folded = phone && !open
  return (
    <search className="filters">
      {text && <TextFilter {...text} value={String(search[text.name] ?? '')} onChange={onChange} />}
      {phone && filters.length > 0 && (
        <button type="button" className="tool-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="filter" />
          {t('filter.title')}
          {set.length > 0 && <small>{set.length}</small>}
        </button>
      )}
      {!folded &&
        filters.map(filter => (
          <OneFilter key={filter.label} filter={filter} search={search} onChange={onChange} />
        ))}
      {!folded && (set.length > 0 || (text && search[text.name])) ? (
        <button type="button" className="filters-clear" onClick={clear}>
          {t('filter.clear')}
        </button>
      ) : null}
      {tools && <div className="filters-tools">{tools}</div>}
    </search>
  )
}

const pauseMs = 250

function TextFilter({
  name,
  label,
  value,
  onChange,
}: { name: string; label: string; value: string } & Pick<FilterBarProps, 'onChange'>) {
  const t = useWords(kitWords)
  const [typed, setTyped] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(value), [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  useKey(
    '/',
    () => t('filter.focus'),
    () => input.current?.focus(),
  )
  const type = (next: string) => {
    setTyped(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => onChange({ [name]: next.trim() || undefined }, { typing: true }),
      pauseMs,
    )
  }
  return (
    <label className="text-filter">
      <span className="sr">{label}</span>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        placeholder={label}
        value={typed}
        onChange={event => type(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          event.preventDefault() // browsers would empty the field: leaving it keeps the filter
          event.currentTarget.blur()
        }}
      />
    </label>
  )
}

interface OneFilterProps {
  filter: Filter
  search: Search
  onChange: FilterBarProps['onChange']
}

function OneFilter({ filter, search, onChange }: OneFilterProps) {
  if (filter.kind === 'dates')
    return (
      <Suspense fallback={<span className="filters-wait" />}>
        <DatesFilter
          label={filter.label}
          from={asText(search[filter.from])}
          to={asText(search[filter.to])}
          onChange={(from, to) => onChange({ [filter.from]: from, [filter.to]: to })}
        />
      </Suspense>
    )
  if (filter.kind === 'flag')
    return (
      <label className="flag-filter">
        <input
          type="checkbox"
          checked={search[filter.name] === true || search[filter.name] === 'true'}
          onChange={event => onChange({ [filter.name]: event.target.checked || undefined })}
        />
        {filter.label}
      </label>
    )
  const { name, label, options, many } = filter
  const value = search[name]
  return (
    <Select
      className="choice-filter"
      aria-label={label}
      placeholder={label}
      mode={many ? 'multiple' : undefined}
      maxTagCount="responsive"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={many ? asList(value) : asText(value)}
      options={[...options]}
      onChange={(next: string | string[] | undefined) =>
        onChange({ [name]: next?.length ? next : undefined })
      }
    />
  )
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? [value] : []
}
