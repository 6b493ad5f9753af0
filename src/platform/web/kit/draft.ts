import { useEffect, useRef, useState } from 'react'
import { store, storedJson } from '../stored.ts'

/** State that survives a reload on this device until it is cleared (a composer's text, a half-filled form). */
export function useDraft<T>(key: string, initial: T): [T, (next: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => storedJson<T>(`draft.${key}`) ?? initial)
  const change = (next: T) => {
    setValue(next)
    store(`draft.${key}`, JSON.stringify(next))
  }
  const clear = () => {
    setValue(initial)
    clearDraft(key)
  }
  return [value, change, clear]
}

export function clearDraft(key: string) {
  store(`draft.${key}`, null)
}

interface DraftForm {
  setFieldsValue: (values: object) => void
  getFieldsValue: (all: true) => unknown
}

/** Puts a form's kept values back when it opens; returns what keeps them on each change. */
export function useFormDraft(key: string | undefined, form: DraftForm): (() => void) | undefined {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const kept = key ? storedJson<object>(`draft.${key}`) : null
    if (kept) form.setFieldsValue(kept)
    return () => clearTimeout(timer.current)
  }, [key, form])
  if (!key) return undefined
  return () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => store(`draft.${key}`, JSON.stringify(form.getFieldsValue(true))), 250)
  }
}
