import Button from 'antd/es/button'
import { useEffect, useRef, useState } from 'react'
import { revealContactPoint } from '../../customers/people/contact-points.contract.ts'
import { call } from '../../platform/web/answers/client.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { contactWords } from './contacts.words.ts'

/** The customer's phone: the reveal is logged, then the phone dials.
 *  @param asked the form was opened to call: it dials by itself, once */
export function DialButton({ page, asked }: { page: SalePage; asked: boolean }) {
  const t = useWords(contactWords)
  const mayReveal = useMay('customers', 'reveal')
  const [state, setState] = useState<{ pending: boolean; number?: string; failure?: unknown }>({
    pending: false,
  })
  const { customer } = page
  const phone = customer?.contactPoints.find(({ kind }) => kind === 'phone')
  const dial = async () => {
    if (!customer || !phone) return
    setState({ pending: true })
    try {
      const body = { contactPointId: phone.id, reason: 'call' as const }
      const { value } = await call(revealContactPoint, { params: { id: customer.id }, body })
      setState({ pending: false, number: value })
      window.location.href = `tel:${value}`
    } catch (failure) {
      setState({ pending: false, failure })
    }
  }
  const dialled = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: dials when the form opens, not when it is drawn again
  useEffect(() => {
    if (!asked || dialled.current || !phone || !mayReveal) return
    dialled.current = true
    void dial()
  }, [asked])
  if (!phone) return <p className="quiet">{t('noPhone')}</p>
  if (!mayReveal) return null
  return (
    <div className="stack">
      {state.number ? (
        <a className="dial-again" href={`tel:${state.number}`}>
          <Icon name="phone" />
          <span className="num">{state.number}</span>
          <small>{t('dialAgain')}</small>
        </a>
      ) : (
        <Button
          icon={<Icon name="phone" />}
          loading={state.pending}
          size="large"
          block
          onClick={() => void dial()}
        >
          {t('calling', { masked: phone.masked })}
        </Button>
      )}
      <ProblemAlert failure={state.failure} />
      <p className="quiet">{t('revealNote')}</p>
    </div>
  )
}
