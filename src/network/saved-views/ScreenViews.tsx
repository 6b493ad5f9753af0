import { useEffect, useRef } from 'react'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { SavedViews, type View } from '../../platform/web/kit/SavedViews.tsx'
import {
  createSavedView,
  editSavedView,
  listSavedViews,
  removeSavedView,
  type ViewQuery,
} from './saved-views.contract.ts'

interface ScreenViewsProps {
  /** The noun of the list: 'sales'. */
  screen: string
  label: string
  /** The views that the screen itself offers, the unfiltered one first. */
  builtIn: readonly View[]
  search: Record<string, unknown>
  /** How many each kept view holds, by its id. */
  counts?: Readonly<Record<string, { count: number; more: boolean }>>
  /** Replaces the whole search of the address. */
  onChoose: (search: Record<string, unknown>) => void
}

/** The views of a screen: its own, then the kept ones; the default one opens with the bare address. */
export function ScreenViews({ screen, label, builtIn, search, counts, onChoose }: ScreenViewsProps) {
  const topics = ['saved-views']
  const kept = useAnswer(listSavedViews, { query: { screen } }, { topics })
  const create = useAct(createSavedView, { topics })
  const edit = useAct(editSavedView, { topics })
  const remove = useAct(removeSavedView, { topics })
  const views = kept.data?.items ?? []
  useDefault(kept.data?.items.find(view => view.isDefault)?.query, search, onChoose)
  const editing = (id: string, body: { query?: ViewQuery; isDefault?: boolean }) => {
    const found = views.find(view => view.id === id)
    if (found) edit.act({ params: { id }, body, ifMatch: found.version }).catch(problemNotice)
  }
  return (
    <SavedViews
      label={label}
      views={[
        ...builtIn,
        ...views.map(view => ({
          ...view,
          search: view.query,
          count: counts?.[view.id]?.count,
          more: counts?.[view.id]?.more,
        })),
      ]}
      search={search}
      onChoose={view => onChoose(view.search)}
      onSave={given => create.act({ body: { screen, ...given, query: queryOf(search) } })}
      onUpdate={({ id }) => editing(id, { query: queryOf(search) })}
      onDefault={({ id, isDefault }) => editing(id, { isDefault: !isDefault })}
      onRemove={({ id }) => void remove.act({ params: { id } }).catch(problemNotice)}
    />
  )
}

/** Opens the default view once, and only where the address asked for nothing. */
function useDefault(
  query: ViewQuery | undefined,
  search: Record<string, unknown>,
  onChoose: (search: Record<string, unknown>) => void,
) {
  const bare = useRef(Object.values(search).every(value => value === undefined))
  useEffect(() => {
    if (!query || !bare.current) return
    bare.current = false
    onChoose(query)
  }, [query, onChoose])
}

/** As an address has it: strings and lists of strings, nothing empty. */
function queryOf(search: Record<string, unknown>): ViewQuery {
  const named = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(
    named.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  )
}
