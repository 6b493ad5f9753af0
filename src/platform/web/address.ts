import { useRouter } from '@tanstack/react-router'

/** Addresses a person can read: `?stage=showing&stage=test-drive`, every value a string or a list of strings. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name]
    found[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return found
}

export function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') parameters.append(name, String(one))
  return parameters.size ? `?${parameters}` : ''
}

/** Takes any search: for a page that is loaded when it is opened, and reads its own search then. */
export function anySearch(search: Record<string, unknown>): Record<string, unknown> {
  return search
}

/** Changes the address of a list: one entry in the history for a choice, none for each letter typed. */
export function usePatchSearch<Search extends object>() {
  const router = useRouter()
  return (patch: Partial<Search>, { typing = false } = {}) => {
    const { pathname, search } = router.state.location
    const href = pathname + stringifySearch({ ...search, ...patch })
    if (typing) router.history.replace(href)
    else router.history.push(href)
  }
}

/** Puts a whole search in place of the address' own: a view, a link into the list. */
export function useReplaceSearch() {
  const router = useRouter()
  return (search: object) =>
    router.history.push(router.state.location.pathname + stringifySearch({ ...search }))
}

/** Two addresses of one list show the same: order of names and empty values do not count. */
export function sameSearch(one: object, other: object): boolean {
  return canonical(one) === canonical(other)
}

function canonical(search: object): string {
  const parameters = new URLSearchParams(stringifySearch({ ...search }))
  parameters.sort()
  return parameters.toString()
}
