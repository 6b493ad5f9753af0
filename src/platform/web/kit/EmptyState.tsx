import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './states.css'

interface EmptyStateProps {
  /** Why there is nothing: nothing yet, nothing for this filter, nothing permitted. */
  why: string
  /** The one thing to do about it. */
  action?: ReactNode
  /** Another way: an import. */
  other?: ReactNode
  icon?: IconName
}

export function EmptyState({ why, action, other, icon = 'empty' }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p>{why}</p>
      {(action || other) && (
        <div className="line">
          {action}
          {other}
        </div>
      )}
    </div>
  )
}
