import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import './page.css'

interface PageProps {
  title: string
  /** Beside the title: a number, a state. */
  mark?: ReactNode
  /** At the right of the title; the first one is the main action. */
  actions?: ReactNode
  children: ReactNode
  /** The page fills the height and scrolls inside (a board, a long table). */
  fixed?: boolean
  /** Above the title: the way back. */
  above?: ReactNode
  narrow?: boolean
}

/** The frame of every page: its one h1, its document title, and the focus after a change of page. */
export function Page({ title, mark, actions, children, fixed = false, above, narrow = false }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const router = useRouter()
  useEffect(() => {
    document.title = `${title} · Forecourt`
  }, [title])
  useEffect(() => {
    // Not on the first page of a visit, nor when the page put the focus somewhere itself.
    const came = router.state.resolvedLocation !== undefined && router.history.length > 1
    if (came && (document.activeElement === document.body || isLink(document.activeElement)))
      heading.current?.focus({ preventScroll: true })
  }, [router])
  return (
    <div className={`page ${fixed ? 'is-fixed' : ''} ${narrow ? 'is-narrow' : ''}`}>
      <header className="page-header">
        <div className="page-heading">
          {above && <div className="page-above">{above}</div>}
          <h1 ref={heading} tabIndex={-1}>
            {title} {/* the space is for those who hear it */}
            {mark !== undefined && <span className="page-mark">{mark}</span>}
          </h1>
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      <div className="page-content">{children}</div>
    </div>
  )
}

function isLink(element: Element | null) {
  return element instanceof HTMLElement && element.matches('a, .menu-button')
}
