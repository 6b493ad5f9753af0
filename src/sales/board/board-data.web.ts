import { useInfiniteQuery } from '@tanstack/react-query'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { call } from '../../platform/web/answers/client.ts'
import type { StageCode } from '../process/sale.contract.ts'
import { type BoardColumn, type BoardQuery, readBoard, type SaleCard } from '../sales/board.contract.ts'

/** What narrows the board. */
export type BoardFilter = Pick<BoardQuery, 'dealerId' | 'ownerId' | 'intentLevel' | 'q'>

export const firstCards = 40
const moreCards = 100
const topics = ['sales']

/** Every open stage with its first cards. */
export function useBoard(filter: BoardFilter) {
  return useAnswer(readBoard, { query: { ...filter, cards: firstCards } }, { topics })
}

/** The cards of one column: the first ones come with the board, the rest page by page once asked for. */
export function useColumnCards(column: BoardColumn, filter: BoardFilter, wanted: boolean) {
  const { stage } = column
  const pages = useInfiniteQuery({
    queryKey: [readBoard.name, { query: { ...filter, stage } }, 'column'],
    queryFn: ({ pageParam, signal }) =>
      call(readBoard, {
        query: { ...filter, stage, cards: moreCards, cursor: pageParam || undefined },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: answer => answer.columns[0]?.nextCursor,
    enabled: wanted,
    meta: { topics },
  })
  const all = pages.data?.pages.flatMap(answer => answer.columns[0]?.cards ?? [])
  return {
    cards: wanted && all ? all : column.cards,
    loading: wanted && pages.isFetching,
    more: wanted && all ? () => void pages.fetchNextPage() : null,
  }
}

/** Where a card is found again by its id, whatever column shows it. */
export class ShownCards {
  readonly #byColumn = new Map<StageCode, readonly SaleCard[]>()

  show(stage: StageCode, cards: readonly SaleCard[]) {
    this.#byColumn.set(stage, cards)
  }

  find(id: string): SaleCard | undefined {
    for (const cards of this.#byColumn.values()) {
      const found = cards.find(card => card.id === id)
      if (found) return found
    }
    return undefined
  }
}
