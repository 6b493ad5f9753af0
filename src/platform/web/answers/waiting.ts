import { useSyncExternalStore } from 'react'
import type { Contract } from '../../contract.ts'
import { language } from '../words/words.ts'
import { type CallOptions, urlOf } from './client.ts'

/** What an act needs to wait for the network: how its page calls it, and where that page is. */
export interface Waits {
  /** who entered it */
  staffId: string
  label: string
  path: string
  /** the record that it changes; of its own for one that makes a record */
  subject: string
}

/** One call, ready to be sent later. */
export interface WaitingCall {
  staffId: string
  label: string
  path: string
  subject: string
  method: string
  url: string
  body: string | null
  ifMatch: string | null
  key: string
  language: string
  topics: readonly string[]
  draft: { key: string; values: unknown } | null
}

/** The act is kept on this device and will be sent; nobody has answered it yet. */
export class ActWaits extends Error {
  constructor() {
    super('the act waits for the network')
    this.name = 'ActWaits'
  }
}

type Parts = { params?: unknown; query?: unknown; body?: unknown } & CallOptions

export function waitingCall(
  contract: Contract,
  input: Parts,
  waits: Waits,
  topics: readonly string[],
  key: string,
): WaitingCall {
  return {
    ...waits,
    method: contract.method,
    url: urlOf(contract.path, input.params, input.query),
    body: input.body === undefined ? null : JSON.stringify(input.body),
    ifMatch: input.ifMatch === undefined ? null : String(input.ifMatch),
    key,
    language: language(),
    topics,
    draft: entered,
  }
}

let entered: WaitingCall['draft'] = null

/** Runs what a form submits, knowing what was typed: an act that waits can be taken back into its form. */
export function withEntered<T>(draft: WaitingCall['draft'], submit: () => T): T {
  entered = draft
  try {
    return submit()
  } finally {
    entered = null
  }
}

/** How many acts of the signed-in person are not yet sent, and how many of these the server refused. */
export interface WaitingCount {
  waiting: number
  refused: number
}

let count: WaitingCount = { waiting: 0, refused: 0 }
const listeners = new Set<() => void>()

export function setWaiting(next: WaitingCount): void {
  if (next.waiting === count.waiting && next.refused === count.refused) return
  count = next
  for (const listener of listeners) listener()
}

export function useWaiting(): WaitingCount {
  return useSyncExternalStore(subscribe, () => count)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
