import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { isStep, type StepKind } from '../steps/step-kind.ts'

/** The step that is open over a page: part of its address, so that back closes it. */
export interface Steps {
  kind: StepKind | undefined
  of: string | undefined
  /** The sale it is about, on pages of many. */
  sale: string | undefined
  open: (kind: StepKind, more?: { of?: string; sale?: string }) => void
  /** Puts another step in the place of the open one. */
  turn: (kind: StepKind, more?: { of?: string; sale?: string }) => void
  close: () => void
}

export function useSteps(): Steps {
  const { do: kind, of, sale } = useSearch({ strict: false }) as { do?: string; of?: string; sale?: string }
  const navigate = useNavigate()
  const router = useRouter()
  const patch = (change: object, replace = false) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, do: undefined, of: undefined, sale: undefined, ...change }),
      replace,
      resetScroll: false,
    } as Parameters<typeof navigate>[0])
  return {
    kind: kind !== undefined && isStep(kind) ? kind : undefined,
    of,
    sale,
    open: (next, more = {}) => patch({ do: next, ...more }),
    turn: (next, more = {}) => patch({ do: next, ...more }, true),
    close: () => {
      if (router.history.canGoBack()) router.history.back()
      else patch({}, true)
    },
  }
}
