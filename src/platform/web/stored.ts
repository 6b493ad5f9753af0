/** What a browser keeps between visits, under one prefix; a browser that keeps nothing still works. */
export function stored(name: string): string | null {
  try {
    return localStorage.getItem(`forecourt.${name}`)
  } catch {
    return null
  }
}

export function store(name: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(`forecourt.${name}`)
    else localStorage.setItem(`forecourt.${name}`, value)
  } catch {
    // Private mode or a full store: the choice holds for this visit.
  }
}

export function storedJson<T>(name: string): T | null {
  const text = stored(name)
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    store(name, null)
    return null
  }
}

/** What was typed and never sent. */
export function forgetDrafts() {
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith('forecourt.draft.')) localStorage.removeItem(name)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
