import { useEffect, useRef, useState } from 'react'
import { listStaff } from '../../network/staff/staff.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { useKey } from '../../platform/web/shell/keys.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { intentLevels } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import '../../platform/web/kit/filters.css'

export interface BoardSearch {
  q?: string
  ownerId?: string
  intentLevel?: string
}
interface BoardFiltersProps {
  search: BoardSearch
  onChange: (patch: Partial<BoardSearch>, options?: { typing?: boolean }) => void
}

/** The board's filters in its address. Plain controls: the board must be light before it can be used. */
export function BoardFilters({ search, onChange }: BoardFiltersProps) {
  const t = useWords(salesWords)
  const { dealer } = useDealer()
  const team = useMay('assignments', 'create')
  const { data } = useAnswer(
    listStaff,
    { query: { role: 'consultant', state: 'any', organisationId: dealer?.id, limit: 100 } },
    { enabled: team, staleTime: 600_000 },
  )
  return (
    <search className="filters">
      <Text value={search.q ?? ''} onType={q => onChange({ q: q || undefined }, { typing: true })} />
      {team && (
        <span className="plain-select">
          <select
            aria-label={t('board.owner')}
            value={search.ownerId ?? ''}
            onChange={event => onChange({ ownerId: event.target.value || undefined })}
          >
            <option value="">{t('board.everyOwner')}</option>
            {data?.items.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      )}
      <span className="plain-select">
        <select
          aria-label={t('board.level')}
          value={search.intentLevel ?? ''}
          onChange={event => onChange({ intentLevel: event.target.value || undefined })}
        >
          <option value="">{t('board.everyLevel')}</option>
          {intentLevels.map(level => (
            <option key={level} value={level}>
              {level} · {t(`levelMeaning.${level}`)}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </search>
  )
}

const pauseMs = 250

function Text({ value, onType }: { value: string; onType: (text: string) => void }) {
  const t = useWords(salesWords)
  const [typed, setTyped] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(value), [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  useKey(
    '/',
    () => t('board.search'),
    () => input.current?.focus(),
  )
  return (
    <label className="text-filter">
      <span className="sr">{t('board.search')}</span>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        placeholder={t('board.search')}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => onType(target.value.trim()), pauseMs)
        }}
      />
    </label>
  )
}
