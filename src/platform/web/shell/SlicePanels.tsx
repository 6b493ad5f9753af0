import { Suspense } from 'react'
import { Lines } from '../kit/Skeletons.tsx'
import { useMe } from '../session/session.ts'
import { type Panel, panelsFor } from './slice.ts'

/** What the slices above know of a record, on its page: a customer's sales, a car's warranty. */
export function SlicePanels({ of, id }: { of: Panel['of']; id: string }) {
  return panelsFor(useMe(), of).map(({ name, Component }) => (
    <Suspense key={name} fallback={<Lines count={3} />}>
      <Component id={id} />
    </Suspense>
  ))
}
