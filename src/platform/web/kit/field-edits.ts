import { useRef } from 'react'
import { ApiProblem } from '../answers/api-problem.ts'

interface Port<Record, Body> {
  /** The record as it stands on the server now. */
  read: () => Promise<Record>
  /** Writes on the version that was read. */
  write: (body: Body, version: number) => Promise<unknown>
}

/** What EditInPlace needs to edit one field of a versioned record. Only a change of the same field by
 *  somebody else is a conflict: after a change of another one the value is written on the new version. */
export function useFieldEdits<Record extends { version: number }, Body>(
  record: Record,
  { read, write }: Port<Record, Body>,
) {
  const seen = useRef(record.version)
  return (textOf: (record: Record) => string, bodyOf: (text: string) => Body) => ({
    value: textOf(record),
    save: async (text: string) => {
      try {
        await write(bodyOf(text), record.version)
      } catch (failure) {
        if (!(failure instanceof ApiProblem) || failure.status !== 412) throw failure
        const now = await read()
        if (textOf(now) !== textOf(record)) throw failure
        await write(bodyOf(text), now.version)
      }
    },
    theirs: async () => {
      const now = await read()
      seen.current = now.version
      return textOf(now)
    },
    overwrite: (text: string) => write(bodyOf(text), Math.max(seen.current, record.version)),
  })
}
