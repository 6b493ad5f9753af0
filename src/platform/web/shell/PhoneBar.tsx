import { Link, useNavigate } from '@tanstack/react-router'
import { Icon } from '../kit/Icon.tsx'
import { Menu } from '../kit/Menu.tsx'
import { useMe } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import { shellWords } from './shell.words.ts'
import { creationsFor, type NavItem, navigationFor } from './slice.ts'

/** 今日 · 看板 · ＋ · 车辆 · 我的: what exists of it and is permitted. */
export function PhoneBar() {
  const t = useWords(shellWords)
  const me = useMe()
  const navigate = useNavigate()
  const tabs = navigationFor(me).filter(item => item.phone)
  const creations = creationsFor(me)
  const half = Math.ceil(tabs.length / 2)
  const items = creations.map(({ path, label, icon }) => ({
    label: label(),
    icon,
    run: () => void navigate({ to: path }),
  }))
  return (
    <nav className="phone-bar" aria-label={t('mainNavigation')}>
      {tabs.slice(0, half).map(item => (
        <PhoneTab key={item.path} {...item} />
      ))}
      {items.length > 0 && (
        <Menu
          label={t('create')}
          button={<Icon name="plus" />}
          items={items}
          className="phone-plus"
          side="above"
        />
      )}
      {tabs.slice(half).map(item => (
        <PhoneTab key={item.path} {...item} />
      ))}
      <PhoneTab path="/more" label={() => t('me')} icon="me" />
    </nav>
  )
}

function PhoneTab({ path, label, icon }: Pick<NavItem, 'path' | 'label' | 'icon'>) {
  return (
    <Link to={path} className="phone-tab" activeProps={{ className: 'phone-tab is-active' }}>
      <Icon name={icon} />
      <span>{label()}</span>
    </Link>
  )
}
