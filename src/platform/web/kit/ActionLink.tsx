import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

interface ActionLinkProps {
  /** Any path of the app: a lower slice may lead to a higher one's page. */
  to: string
  search?: Record<string, string | undefined>
  children: ReactNode
  icon?: IconName
  primary?: boolean
}

/** A way to another page that looks like the button it stands beside. */
export function ActionLink({ to, search, children, icon, primary = false }: ActionLinkProps) {
  return (
    <Link to={to} search={search as never} className={`action-link ${primary ? 'is-primary' : ''}`}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}
