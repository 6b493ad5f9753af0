import { Suspense, useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { ApiProblem } from '../../platform/web/answers/api-problem.ts'
import { useOnline } from '../../platform/web/answers/online.ts'
import { ActWaits, type Waits } from '../../platform/web/answers/waiting.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { kitWords } from '../../platform/web/kit/kit.words.ts'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { useMe } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { Acted } from '../acts/acts.contract.ts'
import type { Refusal } from '../process/refusal.contract.ts'
import { inWords, owedWords, refusalWords } from '../refusal-words.web.ts'
import { salesWords } from '../sale-words.web.ts'
import { readSale, type SalePage } from '../sales/sale-page.contract.ts'
import { useSteps } from '../sales/use-steps.web.ts'
import { Meanwhile } from './Meanwhile.tsx'
import { possibilitiesOf, type Run, StepWaits } from './step.web.ts'
import { stepForms } from './step-forms.tsx'
import type { StepKind } from './step-kind.ts'
import { stepWords } from './steps.words.ts'
import './steps.css'

interface StepDrawerProps {
  saleId: string
  kind: StepKind
  of?: string
  onClose: () => void
}

/** One step of a sale, over whichever page it was chosen on: what it asks for, or why it cannot be done. */
export function StepDrawer({ saleId, kind, of, onClose }: StepDrawerProps) {
  const t = useWords(salesWords)
  const { data, error } = useAnswer(readSale, { params: { id: saleId } })
  const page = data?.id === saleId ? data : undefined
  const refusal = page && refusalOf(page, kind, of)
  // The list of what a delivery asks for is worth seeing, whoever owes it.
  const isWholeList = kind === 'mark-item' && of === undefined && page?.state.contract != null
  return (
    <Modal kind="side" title={t(`action.${kind}`)} onClose={onClose}>
      {page && <Subject page={page} />}
      {!page && (error ? <FailedReading failure={error} /> : <Lines count={6} />)}
      {refusal && <Refused refusal={refusal} />}
      {page && (!refusal || isWholeList) && (
        <Step key={`${kind} ${of}`} page={page} kind={kind} of={of} onClose={onClose} />
      )}
    </Modal>
  )
}

function Subject({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  return (
    <p className="step-subject">
      <strong>{page.customer?.name ?? t('sale.noCustomer')}</strong>
      <span className="quiet">
        {page.number} · {t(`stage.${page.state.stage}`)}
      </span>
    </p>
  )
}

function Refused({ refusal }: { refusal: Refusal }) {
  const { title, detail, cure } = refusalWords(refusal)
  return (
    <div className="step-refused" role="status">
      <Icon name="info" />
      <div>
        <strong>{title}</strong>
        {detail && <p>{detail}</p>}
        {cure && <p className="quiet">{cure}</p>}
        <ul>
          {owedWords(refusal.owes).map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

type Sending = (version: number) => Promise<Acted>

function Step({ page, kind, of, onClose }: { page: SalePage } & Omit<StepDrawerProps, 'saleId'>) {
  const online = useOnline()
  const w = useWords(stepWords)
  // What the person saw when the form opened: a live change under it must not pass unnoticed.
  const [seen, setSeen] = useState(page.version)
  const [conflict, setConflict] = useState<Sending | null>(null)
  const steps = useSteps()
  const run: Run = async (send, then) => {
    try {
      said(await send(seen))
      if (then) steps.turn(then.kind, { of: then.of, sale: steps.sale })
      else onClose()
    } catch (failure) {
      if (failure instanceof ActWaits) {
        notice({ tone: 'note', text: kitWords('actWaits'), forMs: 8_000 })
        return onClose()
      }
      if (isConflict(failure)) setConflict(() => send)
      throw inWords(failure) // the form keeps what was entered
    }
  }
  const Form = stepForms[kind]
  return (
    <>
      {!online && <p className="step-note">{w('offline')}</p>}
      <StepWaits value={useWaits(page, kind, of)}>
        <Suspense fallback={<Lines count={6} />}>
          <Form page={page} of={of} run={run} close={onClose} />
        </Suspense>
      </StepWaits>
      {conflict && (
        <Meanwhile
          saleId={page.id}
          seen={seen}
          kind={kind}
          onAgain={async version => {
            said(await conflict(version))
            onClose()
          }}
          onLeave={onClose}
          onClose={() => {
            setSeen(page.version)
            setConflict(null)
          }}
        />
      )}
    </>
  )
}

/** How a step that must wait is named, and where it is opened again. */
function useWaits(page: SalePage, kind: StepKind, of?: string): Waits {
  const t = useWords(salesWords)
  const { staff } = useMe()
  const search = new URLSearchParams({ do: kind, ...(of && { of }) })
  return {
    staffId: staff.id,
    label: `${t(`action.${kind}`)} · ${page.customer?.name ?? page.number}`,
    path: `/sales/${page.id}?${search}`,
    subject: `sales:${page.id}`,
  }
}

/** Says what was recorded, and what ought to be seen all the same. */
export function said({ events, warnings }: Acted) {
  const what = [...new Set(events)].map(event => salesWords(`event.${event}`)).join(' · ')
  notice({ text: salesWords('sale.changed', { what }) })
  for (const { code } of warnings)
    notice({ tone: 'note', text: salesWords(`warning.${code}`), forMs: 10_000 })
}

function refusalOf(page: SalePage, kind: StepKind, of?: string): Refusal | undefined {
  const found = possibilitiesOf(page).filter(
    each => each.kind === kind && (!each.item || !of || each.item === of),
  )
  if (found.some(each => each.possible)) return undefined
  const refusals = found.flatMap(each => (each.possible ? [] : [each.refusal]))
  return refusals.find(({ code }) => code !== 'sale.forbidden') ?? refusals[0]
}

export function isConflict(failure: unknown): boolean {
  return failure instanceof ApiProblem && failure.code === 'record.changed'
}
