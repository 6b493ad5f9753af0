import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense, useRef } from 'react'
import { usePatchSearch } from '../../platform/web/address.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { usePhone } from '../../platform/web/shell/phone.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { NewInquiryButton } from '../inquiries/NewInquiryButton.tsx'
import type { StageCode } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { BoardColumn, SaleCard } from '../sales/board.contract.ts'
import { useSteps } from '../sales/use-steps.web.ts'
import { Column } from './BoardColumns.tsx'
import { BoardDrag } from './BoardDrag.tsx'
import { BoardFilters, type BoardSearch } from './BoardFilters.tsx'
import { type BoardFilter, ShownCards, useBoard } from './board-data.web.ts'
import { stepTo } from './drop.rules.ts'
import { useOpenCard } from './open-card.web.ts'
import '../../platform/web/kit/columns.css'
import '../levels.css'
import './board.css'

const BoardPhone = lazy(() => import('./BoardPhone.tsx').then(({ BoardPhone }) => ({ default: BoardPhone })))
const StepDrawer = lazy(() =>
  import('../steps/StepDrawer.tsx').then(({ StepDrawer }) => ({ default: StepDrawer })),
)
const routeApi = getRouteApi('/shell/board')

/** Open sales by stage. Dropping a card on a stage asks for the step that leads there. */
export function BoardPage() {
  const t = useWords(salesWords)
  const search = routeApi.useSearch()
  const patch = usePatchSearch<BoardSearch>()
  const phone = usePhone()
  const { dealer } = useDealer()
  const steps = useSteps()
  const { q, ownerId, intentLevel } = search
  const filter: BoardFilter = {
    ...(dealer && { dealerId: [dealer.id] }),
    ...(q && { q }),
    ...(ownerId && { ownerId: [ownerId] }),
    ...(intentLevel && { intentLevel: [intentLevel] }),
  }
  const { data, error } = useBoard(filter)
  const move = async (card: SaleCard, zone: StageCode) => {
    const { knownState } = await import('../steps/prepare-step.web.ts')
    const state = knownState(card.id)
    const kind = stepTo(zone, { ...card, state })
    if (kind) steps.open(kind, { sale: card.id })
  }
  const total = data?.columns.reduce((sum, column) => sum + column.count, 0)
  const filtered = Boolean(q || ownerId || intentLevel)
  return (
    <Page
      title={t('board.title')}
      mark={total}
      fixed
      actions={
        <>
          {!phone && <NewInquiryButton />}
          <Link to="/sales" search={{ open: true }} className="tool-button">
            <Icon name="list" />
            {t('board.list')}
          </Link>
        </>
      }
    >
      <BoardFilters search={search} onChange={patch} />
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <RowsSkeleton />}
      {data && total === 0 && (
        <EmptyState
          why={t(filtered ? 'board.emptyFiltered' : 'board.emptyAll')}
          action={filtered ? <ClearFilters patch={patch} /> : <NewInquiryButton />}
        />
      )}
      {data &&
        total !== 0 &&
        (phone ? (
          <Suspense fallback={<RowsSkeleton />}>
            <BoardPhone
              columns={data.columns}
              filter={filter}
              onMove={(card, zone) => void move(card, zone)}
            />
          </Suspense>
        ) : (
          <Columns columns={data.columns} filter={filter} onMove={(card, zone) => void move(card, zone)} />
        ))}
      {steps.kind && steps.sale && (
        <Suspense fallback={null}>
          <StepDrawer saleId={steps.sale} kind={steps.kind} of={steps.of} onClose={steps.close} />
        </Suspense>
      )}
    </Page>
  )
}

function ClearFilters({ patch }: { patch: (patch: Partial<BoardSearch>) => void }) {
  const t = useWords(salesWords)
  const clear = () => patch({ q: undefined, ownerId: undefined, intentLevel: undefined })
  return (
    <button type="button" className="tool-button" onClick={clear}>
      {t('list.clear')}
    </button>
  )
}

interface ColumnsProps {
  columns: readonly BoardColumn[]
  filter: BoardFilter
  onMove: (card: SaleCard, zone: StageCode) => void
}

function Columns({ columns, filter, onMove }: ColumnsProps) {
  const t = useWords(salesWords)
  const team = useMay('assignments', 'create')
  const shown = useRef(new ShownCards()).current
  const open = useOpenCard()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are links; their clicks are served here
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div className="board-box" onClick={open}>
      <p id="board-help" className="sr">
        {t('board.drag.instructions')}
      </p>
      <BoardDrag find={id => shown.find(id)} onGrab={card => prepare(card.id)} onDrop={onMove} owner={team}>
        {columns.map(column => (
          <Column key={column.stage} column={column} filter={filter} shown={shown} owner={team} />
        ))}
      </BoardDrag>
    </div>
  )
}

/** What a drop will ask is read while the card is still in hand; so is the form. */
function prepare(id: string) {
  void import('../steps/prepare-step.web.ts').then(({ prepareStep }) => prepareStep(id))
}
