import { useEffect, useState } from 'react'

const pauseMs = 250

/** What was typed, once the typing pauses. */
export function useTyped(): [settled: string, type: (text: string) => void] {
  const [typed, setTyped] = useState('')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return [settled, setTyped]
}
