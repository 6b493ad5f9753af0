import { useQueries } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { Icon, type IconName } from '../kit/Icon.tsx'
import { useMe } from '../session/session.ts'
import { speak, useLanguage, useWords } from '../words/words.ts'
import { shellWords } from './shell.words.ts'
import { commandsFor, creationsFor, navigationFor, type SearchHit, searchFor } from './slice.ts'
import './palette.css'

interface Choice {
  id: string
  title: string
  detail?: string
  mark?: string
  icon: IconName
  run: () => void
}
interface Group {
  label: string
  choices: Choice[]
}
const shortest = 2

/** ⌘K: finds records through the slices' providers, and places and commands by name. */
export function Palette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const t = useWords(shellWords)
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const { found, searching, failed } = useFound(query.trim(), onClose)
  const groups = [...found, ...useActions(query.trim().toLowerCase(), onClose, onKeys)]
  const choices = groups.flatMap(group => group.choices)
  const current = Math.min(at, choices.length - 1)
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [current, id])
  const keyed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt((current + 1) % choices.length)
    else if (event.key === 'ArrowUp') setAt((current - 1 + choices.length) % choices.length)
    else if (event.key === 'Enter') choices[current]?.run()
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('search')}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={event => event.target === dialog.current && onClose()}
    >
      <div className="palette-input">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={choices.length ? `${id}-${current}` : undefined}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          value={query}
          onChange={event => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={keyed}
        />
        <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={t('search')}>
        <PaletteGroups groups={groups} id={id} current={current} onHover={setAt} />
      </div>
      <p className="palette-state" role="status">
        {searching ? t('searching') : failed.length > 0 ? failed.join(' · ') : ''}
        {!searching && choices.length === 0 && t('searchNothing', { query })}
      </p>
    </dialog>
  )
}

interface GroupsProps {
  groups: readonly Group[]
  id: string
  current: number
  onHover: (at: number) => void
}

function PaletteGroups({ groups, id, current, onHover }: GroupsProps) {
  let next = 0
  return groups.map(group => (
    // biome-ignore lint/a11y/useSemanticElements: a listbox's group is a role, a fieldset would be a form's
    <div key={group.label} role="group" aria-label={group.label}>
      <div className="menu-heading" aria-hidden="true">
        {group.label}
      </div>
      {group.choices.map(choice => {
        const index = next++
        return (
          <PaletteChoice
            key={choice.id}
            {...choice}
            domId={`${id}-${index}`}
            selected={index === current}
            onHover={() => onHover(index)}
          />
        )
      })}
    </div>
  ))
}

interface ChoiceProps extends Choice {
  domId: string
  selected: boolean
  onHover: () => void
}

function PaletteChoice({ title, detail, mark, icon, run, domId, selected, onHover }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above holds the keyboard
    <div
      id={domId}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className="palette-choice"
      onClick={run}
      onPointerMove={onHover}
    >
      <Icon name={icon} />
      <span className="clip">{title}</span>
      {detail && <span className="quiet clip">{detail}</span>}
      {mark && <small>{mark}</small>}
    </div>
  )
}

function useFound(query: string, onClose: () => void) {
  const t = useWords(shellWords)
  const navigate = useNavigate()
  const providers = searchFor(useMe())
  const wanted = useDeferredValue(query)
  const results = useQueries({
    queries: providers.map(provider => ({
      queryKey: ['palette', provider.name, wanted],
      queryFn: ({ signal }: { signal: AbortSignal }) => provider.search(wanted, signal),
      enabled: wanted.length >= shortest,
      staleTime: 10_000,
      retry: false,
    })),
  })
  const found = providers.flatMap((provider, index) =>
    groupsOf(results[index]?.data ?? [], provider.label(), path => {
      onClose()
      void navigate({ to: path })
    }),
  )
  return {
    found,
    searching: results.some(result => result.isFetching),
    failed: providers
      .filter((_, index) => results[index]?.isError)
      .map(provider => t('searchFailed', { name: provider.label() })),
  }
}

function groupsOf(hits: readonly SearchHit[], label: string, open: (path: string) => void): Group[] {
  const groups = new Map<string, Choice[]>()
  for (const { path, title, detail, mark, kind = label } of hits) {
    const choices = groups.get(kind) ?? []
    choices.push({ id: path, title, detail, mark, icon: 'right', run: () => open(path) })
    groups.set(kind, choices)
  }
  return [...groups].map(([kind, choices]) => ({ label: kind, choices }))
}

function useActions(query: string, onClose: () => void, onKeys: () => void): Group[] {
  const t = useWords(shellWords)
  const me = useMe()
  const navigate = useNavigate()
  const speaking = useLanguage()
  const go = (path: string) => () => {
    onClose()
    void navigate({ to: path })
  }
  const after = (run: () => void) => () => {
    onClose()
    run()
  }
  const goTo = [...creationsFor(me), ...navigationFor(me)].map(item => ({
    id: item.path,
    title: item.label(),
    icon: item.icon,
    run: go(item.path),
  }))
  const commands: Choice[] = [
    ...commandsFor(me).map(({ label, icon = 'command', run }) => ({
      id: label(),
      title: label(),
      icon,
      run: after(run),
    })),
    { id: 'account', title: t('account'), icon: 'me', run: go('/account') },
    { id: 'language', title: t('language'), icon: 'language', run: after(() => void speak(other(speaking))) },
    { id: 'keys', title: t('keys'), icon: 'keyboard', run: onKeys },
  ]
  const fits = ({ title }: Choice) => title.toLowerCase().includes(query)
  return [
    { label: t('goTo'), choices: goTo.filter(fits) },
    { label: t('commands'), choices: commands.filter(fits) },
  ].filter(group => group.choices.length > 0)
}

function other(language: 'zh' | 'en') {
  return language === 'zh' ? 'en' : 'zh'
}
