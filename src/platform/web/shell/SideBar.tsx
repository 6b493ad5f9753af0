import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Icon } from '../kit/Icon.tsx'
import { Logo } from '../kit/Logo.tsx'
import { useMe } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import { shellWords } from './shell.words.ts'
import { type NavItem, navigationFor, type Place, places } from './slice.ts'

/** The places that exist and are permitted; a place with one item is that item, without a heading. */
export function SideBar() {
  const t = useWords(shellWords)
  const items = navigationFor(useMe())
  const groups = places.map(place => ({ place, items: items.filter(item => item.place === place) }))
  return (
    <nav className="side" aria-label={t('mainNavigation')}>
      <Link to="/" className="side-logo" aria-label="Forecourt">
        <Logo />
        <span>Forecourt</span>
      </Link>
      {groups
        .filter(group => group.items.length > 0)
        .map(group => (
          <NavGroup key={group.place} {...group} />
        ))}
    </nav>
  )
}

function NavGroup({ place, items }: { place: Place; items: readonly NavItem[] }) {
  const t = useWords(shellWords)
  return (
    <div className="side-group">
      {items.length > 1 && <div className="side-heading">{t(`place.${place}`)}</div>}
      <ul>
        {items.map(item => (
          <li key={item.path}>
            <Link to={item.path} className="side-item" activeProps={{ className: 'side-item is-active' }}>
              <Icon name={item.icon} />
              <span className="clip">{item.label()}</span>
              {item.Badge && (
                <Suspense fallback={null}>
                  <item.Badge />
                </Suspense>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
