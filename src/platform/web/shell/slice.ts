import type { ComponentType } from 'react'
import type { Access, Role } from '../../permissions.ts'
import type { IconName } from '../kit/Icon.tsx'
import { type Me, may } from '../session/session.ts'

/** Where in the navigation: the order of the places is the shell's, what stands there is the slices'. */
export const places = ['today', 'sales', 'vehicles', 'after-sales', 'analytics', 'strategy', 'admin'] as const
export type Place = (typeof places)[number]

export interface NavItem {
  path: string
  label: () => string
  icon: IconName
  place: Place
  needs?: Access
  /** Where a person's day begins, when it is the first such place that they may see; or only for these roles. */
  home?: true | readonly Role[]
  /** Also in the phone's bottom bar (four fit beside ＋). */
  phone?: true
  /** How much waits there; it reads that itself. */
  Badge?: ComponentType
}
/** What ＋, the C key and the palette offer to make. */
export interface Creation {
  path: string
  label: () => string
  icon: IconName
  needs: Access
}
/** What a new administrator is led to: an import, an invitation. */
export type FirstStep = Creation

export interface Command {
  label: () => string
  icon?: IconName
  needs?: Access
  run: () => void
}
export interface SearchHit {
  path: string
  title: string
  detail?: string
  mark?: string
  /** A provider that finds several kinds says each one's; otherwise its own label heads them. */
  kind?: string
}
export interface SearchProvider {
  name: string
  label: () => string
  needs: Access
  search: (query: string, signal: AbortSignal) => Promise<readonly SearchHit[]>
}
/** What a higher slice shows on the page of a lower slice's record: its sales on a customer's page, or its warranty on
 *  a car's. */
export interface Panel {
  name: string
  of: 'customers' | 'vehicles'
  needs: Access
  Component: ComponentType<{ id: string }>
}
/** What a higher slice shows on Today, beside its figures: the ring of a target. */
export interface DayPanel {
  name: string
  needs: Access
  Component: ComponentType
}
/** How the audit log shows a noun of a slice. */
export interface AuditedNoun {
  /** the page of a record */
  href?: (id: string) => string
  /** words of what is done to it, where it is more than what is done to everything; fetched when wanted */
  did?: () => Promise<(verb: string) => string | undefined>
}
/** What a slice brings to the shell besides its routes. */
export interface Slice {
  name: string
  navigation?: readonly NavItem[]
  creations?: readonly Creation[]
  firstSteps?: readonly FirstStep[]
  commands?: readonly Command[]
  search?: readonly SearchProvider[]
  panels?: readonly Panel[]
  day?: readonly DayPanel[]
  /** Contracts whose answers are kept on the device of who reads them, for a time without a network. */
  kept?: readonly string[]
  audited?: Readonly<Record<string, AuditedNoun>>
}

let registered: readonly Slice[] = []
export function registerSlices(slices: readonly Slice[]) {
  registered = slices
}

export function navigationFor(me: Me): NavItem[] {
  return offered(me, slice => slice.navigation).sort(
    (one, other) => places.indexOf(one.place) - places.indexOf(other.place),
  )
}
/** Where the app opens for a person: reference pages are nobody's day. */
export function homeFor(me: Me): string {
  const items = navigationFor(me)
  const begins = ({ home }: NavItem) =>
    home === true || me.roles.some(({ role }) => home?.includes(role as Role))
  return (items.find(begins) ?? items[0])?.path ?? '/account'
}
export const creationsFor = (me: Me) => offered(me, slice => slice.creations)
export const firstStepsFor = (me: Me) => offered(me, slice => slice.firstSteps)
export const commandsFor = (me: Me) => offered(me, slice => slice.commands)
export const panelsFor = (me: Me, noun: Panel['of']) =>
  offered(me, slice => slice.panels).filter(panel => panel.of === noun)
export const keptContracts = () => new Set(registered.flatMap(slice => slice.kept ?? []))
export const auditedNoun = (noun: string): AuditedNoun | undefined =>
  registered.map(slice => slice.audited?.[noun]).find(found => found !== undefined)
export const dayPanelsFor = (me: Me) => offered(me, slice => slice.day)
export const searchFor = (me: Me) => offered(me, slice => slice.search)

function offered<T extends { needs?: Access }>(me: Me, of: (slice: Slice) => readonly T[] | undefined): T[] {
  return registered.flatMap(slice => of(slice) ?? []).filter(item => may(me, item.needs))
}
