import Button from 'antd/es/button'
import { type ReactNode, useRef, useState } from 'react'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'

interface ConfirmProps {
  children: ReactNode
  label: string
  danger?: boolean
  submit: () => Promise<unknown>
  /** Nothing to confirm yet: something must be chosen first. */
  disabled?: boolean
}

/** A step that asks for nothing but the wish to do it. */
export function Confirm({ children, label, danger = false, submit, disabled = false }: ConfirmProps) {
  const [state, setState] = useState<{ pending: boolean; failure?: unknown }>({ pending: false })
  const sending = useRef(false)
  const send = async () => {
    if (sending.current) return
    sending.current = true
    setState({ pending: true })
    try {
      await submit()
      setState({ pending: false })
    } catch (failure) {
      setState({ pending: false, failure })
    } finally {
      sending.current = false
    }
  }
  return (
    <div className="stack">
      {children}
      <ProblemAlert failure={state.failure} />
      <div className="line">
        <Button
          type="primary"
          danger={danger}
          loading={state.pending}
          disabled={disabled}
          autoFocus
          onClick={() => void send()}
        >
          {label}
        </Button>
      </div>
    </div>
  )
}
