import { Link } from '@tanstack/react-router'
import { Icon } from '../kit/Icon.tsx'
import { Logo } from '../kit/Logo.tsx'
import { useMe } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import { DealerSwitcher } from './DealerSwitcher.tsx'
import { usePhone } from './phone.ts'
import { shellWords } from './shell.words.ts'
import { searchFor } from './slice.ts'
import { UserMenu } from './UserMenu.tsx'

const mac = /mac|iphone|ipad/i.test(navigator.userAgent)

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const phone = usePhone()
  const t = useWords(shellWords)
  const finds = searchFor(useMe()).length > 0
  return (
    <div className="top">
      {phone && (
        <Link to="/" className="top-logo" aria-label="Forecourt">
          <Logo size={28} />
        </Link>
      )}
      <DealerSwitcher />
      <button type="button" className="top-search" onClick={onSearch} aria-label={t('search')}>
        <Icon name="search" />
        {!phone && <span className="clip">{t(finds ? 'searchHint' : 'searchPages')}</span>}
        {!phone && <kbd>{mac ? '⌘K' : 'Ctrl K'}</kbd>}
      </button>
      {!phone && <UserMenu />}
    </div>
  )
}
