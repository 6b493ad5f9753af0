import { useNavigate, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Modal } from './Modal.tsx'

interface RouteDrawerProps {
  title: string
  /** Where closing leads when the drawer was opened by its address; otherwise closing goes back. */
  to: string
  children: ReactNode
  footer?: ReactNode
}

/** A drawer that is a route of its own: its address opens it, back closes it. */
export function RouteDrawer({ title, to, children, footer }: RouteDrawerProps) {
  const navigate = useNavigate()
  const router = useRouter()
  const close = () => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to, replace: true })
  }
  return (
    <Modal kind="side" title={title} onClose={close} footer={footer}>
      {children}
    </Modal>
  )
}
