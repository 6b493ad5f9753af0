import type { ContactKind } from './contact-points.contract.ts'

/** A value in full; a phone can be dialled, an e-mail address written to. */
export function Dialled({ kind, value }: { kind: ContactKind; value: string }) {
  if (kind === 'phone') return <a href={`tel:${value}`}>{value}</a>
  if (kind === 'email') return <a href={`mailto:${value}`}>{value}</a>
  return <span>{value}</span>
}
