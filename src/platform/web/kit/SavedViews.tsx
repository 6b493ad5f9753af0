import { useState } from 'react'
import { sameSearch } from '../address.ts'
import { useWords } from '../words/words.ts'
import { count } from './figures.ts'
import { Icon } from './Icon.tsx'
import { kitWords } from './kit.words.ts'
import { Menu, type MenuItem } from './Menu.tsx'
import { SaveViewDialog } from './SaveViewDialog.tsx'
import './views.css'

export interface View {
  id: string
  name: string
  search: Record<string, unknown>
  count?: number
  /** There are more than were counted. */
  more?: boolean
  /** A saved one, whose it is; a built-in one has none. */
  reach?: 'private' | 'team'
  isDefault?: boolean
  mayEdit?: boolean
}
export interface SavedViewsProps {
  label: string
  views: readonly View[]
  search: Record<string, unknown>
  onChoose: (view: View) => void
  onSave?: (given: { name: string; reach: 'private' | 'team'; isDefault: boolean }) => Promise<unknown>
  onUpdate?: (view: View) => void
  onDefault?: (view: View) => void
  onRemove?: (view: View) => void
}

/** The named filters of a list as tabs with counts; what is on screen can be kept under a name. */
export function SavedViews(props: SavedViewsProps) {
  const { label, views, search, onChoose, onSave } = props
  const t = useWords(kitWords)
  const [saving, setSaving] = useState(false)
  const active = views.find(view => sameSearch(view.search, search))
  const items = [
    ...(onSave && !active
      ? [{ label: t('views.save'), icon: 'plus' as const, run: () => setSaving(true) }]
      : []),
    ...editsOf(props, active),
  ]
  return (
    <div className="views">
      <nav aria-label={label}>
        <ul>
          {views.map(view => (
            <li key={view.id}>
              <button
                type="button"
                className="view"
                aria-current={view === active ? 'page' : undefined}
                onClick={() => onChoose(view)}
              >
                {view.name}
                {view.count !== undefined && (
                  <small>{view.more ? `${count(view.count)}+` : count(view.count)}</small>
                )}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {items.length > 0 && (
        <Menu label={t('views.more')} button={<Icon name="more" />} items={items} side="end" />
      )}
      {saving && onSave && <SaveViewDialog save={onSave} onClose={() => setSaving(false)} />}
    </div>
  )
}

function editsOf({ views, onUpdate, onDefault, onRemove }: SavedViewsProps, active?: View): MenuItem[] {
  const named = active?.mayEdit ? [active] : []
  const updatable = active ? [] : views.filter(view => view.mayEdit)
  return [
    ...(onUpdate ? updatable : []).map(view => ({
      label: kitWords('views.update', { name: view.name }),
      icon: 'edit' as const,
      run: () => onUpdate?.(view),
    })),
    ...(onDefault ? named : []).map(view => ({
      label: kitWords(view.isDefault ? 'views.notDefault' : 'views.makeDefault', { name: view.name }),
      icon: 'pin' as const,
      run: () => onDefault?.(view),
    })),
    ...(onRemove ? named : []).map(view => ({
      label: kitWords('views.remove', { name: view.name }),
      icon: 'trash' as const,
      danger: true,
      run: () => onRemove?.(view),
    })),
  ]
}
