import './states.css'

/** Grey lines in the shape of what comes, shown at once. */
export function Lines({ count = 3 }: { count?: number }) {
  return (
    <div className="skeleton-lines" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <i key={index} style={{ width: `${92 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  )
}

export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className="skeleton-rows panel" aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div key={index}>
          <i style={{ width: `${14 + ((index * 7) % 10)}%` }} />
          <i style={{ width: `${22 + ((index * 11) % 14)}%` }} />
          <i style={{ width: '12%' }} />
          <i style={{ width: '9%' }} />
        </div>
      ))}
    </div>
  )
}

export function PageSkeleton() {
  return (
    <>
      <div className="skeleton-lines skeleton-title" aria-hidden="true">
        <i style={{ width: 180 }} />
      </div>
      <RowsSkeleton />
    </>
  )
}
