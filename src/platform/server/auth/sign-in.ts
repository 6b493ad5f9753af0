import { hashPassword } from 'better-auth/crypto'
import type { Ports } from '../ports.ts'
import { type AttemptLimits, attemptLimits, beginAttempt } from './attempt-limits.ts'
import { findChallenged, isFirstUse } from './second-factor.sql.ts'
import { addressHeader, inFlow, openSignInLibrary, type SignInOptions } from './sign-in-library.ts'
import { challengeOf } from './signed-cookies.ts'

/** Where a request came from: all that the flows may know of it. */
export interface Visitor {
  readonly address: string
  readonly cookies: string | undefined
  readonly userAgent: string | undefined
  /** who is signed in already; guesses at their password count against them */
  readonly staffId?: string
}

export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T; readonly cookies: readonly string[] }
  /** wrong username, password, code, or nobody who may sign in: one answer for all of them;
   *  `staffId` whose second factor was asked for */
  | { readonly kind: 'refused'; readonly staffId?: string }
  | { readonly kind: 'wait'; readonly seconds: number }

export interface SignedIn {
  readonly staffId: string
}

export interface SecondFactorKey {
  /** otpauth:// for the authenticator app */
  readonly uri: string
  readonly backupCodes: readonly string[]
}

/** The sign-in flows as the product needs them. Cookies are passed in and out as header lines. */
export interface SignIn {
  readonly withPassword: (
    visitor: Visitor,
    username: string,
    password: string,
  ) => Promise<Outcome<SignedIn | 'second-factor'>>
  /** a code of the authenticator app, or one of the backup codes */
  readonly withCode: (visitor: Visitor, code: string) => Promise<Outcome<SignedIn>>
  readonly end: (visitor: Visitor) => Promise<Outcome<null>>
  /** Ends all other sessions; the visitor's own goes on under a new token. */
  readonly changePassword: (visitor: Visitor, current: string, next: string) => Promise<Outcome<SignedIn>>
  readonly beginSecondFactor: (
    visitor: Visitor,
    password: string,
    username: string,
  ) => Promise<Outcome<SecondFactorKey>>
  readonly confirmSecondFactor: (visitor: Visitor, code: string) => Promise<Outcome<SignedIn>>
  readonly removeSecondFactor: (visitor: Visitor, password: string) => Promise<Outcome<null>>
  /** Counts against an address what is tried without a name (the first-run code). */
  readonly countAttempt: (address: string) => Promise<number | null>
  readonly close: () => Promise<void>
}

export interface SignInSettings extends SignInOptions {
  /** Never let in by: the demo's password, where strangers can reach the server. */
  readonly refusedPassword?: string
  readonly limits?: AttemptLimits
}

export { hashPassword }

export function openSignIn(settings: SignInSettings): SignIn {
  const { flows, pool, close } = openSignInLibrary(settings)
  const { ports, limits = attemptLimits } = settings
  const limited = <T>(visitor: Visitor, name: string | undefined, attempt: () => Promise<Outcome<T>>) =>
    withinLimits(
      ports,
      () => inFlow(attempt),
      now => beginAttempt(pool, limits, now, { address: visitor.address, username: name }),
    )
  return {
    withPassword: (visitor, name, password) =>
      limited(visitor, name, async () => {
        // A refused password goes the way of any wrong one: same answer, same time.
        const given = password === settings.refusedPassword ? `not ${password}` : password
        const response = await flows.signInUsername({
          ...callOf(visitor),
          body: { username: name, password: given },
        })
        return outcomeOf(response, signedInOrSecondFactor)
      }),
    withCode: (visitor, code) =>
      limited(visitor, undefined, async () => {
        const staffId = await findChallenged(pool, challengeOf(visitor.cookies, settings.secret))
        if (staffId === null) return { kind: 'refused' }
        const call = { ...callOf(visitor), body: { code } }
        if (isBackupCode(code))
          return refusedTo(staffId, outcomeOf(await flows.verifyBackupCode(call), signedIn))
        if (!(await isFirstUse(pool, staffId, code, ports.now()))) return { kind: 'refused', staffId }
        return refusedTo(staffId, outcomeOf(await flows.verifyTOTP(call), signedIn))
      }),
    end: visitor => inFlow(async () => outcomeOf(await flows.signOut(callOf(visitor)), () => null)),
    changePassword: (visitor, current, next) =>
      limited(visitor, visitor.staffId, async () => {
        const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
        const outcome = await outcomeOf(await flows.changePassword({ ...callOf(visitor), body }), signedIn)
        if (outcome.kind === 'done')
          await pool.query('update users set password_change_due = false where id = $1', [
            outcome.value.staffId,
          ])
        return outcome
      }),
    beginSecondFactor: (visitor, password, name) =>
      limited(visitor, visitor.staffId, async () => {
        const response = await flows.enableTwoFactor({ ...callOf(visitor), body: { password } })
        return outcomeOf(response, body => secondFactorKey(body, name))
      }),
    confirmSecondFactor: (visitor, code) =>
      limited(visitor, visitor.staffId, async () =>
        outcomeOf(await flows.verifyTOTP({ ...callOf(visitor), body: { code } }), signedIn),
      ),
    removeSecondFactor: (visitor, password) =>
      limited(visitor, visitor.staffId, async () =>
        outcomeOf(await flows.disableTwoFactor({ ...callOf(visitor), body: { password } }), () => null),
      ),
    countAttempt: async address => (await beginAttempt(pool, limits, ports.now(), { address })).waitSeconds,
    close,
  }
}

async function refusedTo<T>(staffId: string, outcome: Promise<Outcome<T>>): Promise<Outcome<T>> {
  const reached = await outcome
  return reached.kind === 'refused' ? { kind: 'refused', staffId } : reached
}

async function withinLimits<T>(
  ports: Ports,
  attempt: () => Promise<Outcome<T>>,
  begin: (now: Date) => ReturnType<typeof beginAttempt>,
): Promise<Outcome<T>> {
  const { waitSeconds, succeeded } = await begin(ports.now())
  if (waitSeconds !== null) return { kind: 'wait', seconds: waitSeconds }
  const outcome = await attempt()
  if (outcome.kind === 'done') await succeeded()
  return outcome
}

function callOf({ address, cookies, userAgent }: Visitor): { headers: Headers; asResponse: true } {
  const headers = new Headers({ [addressHeader]: address })
  if (cookies) headers.set('cookie', cookies)
  if (userAgent) headers.set('user-agent', userAgent.slice(0, 400))
  return { headers, asResponse: true }
}

interface Body {
  user?: { id?: string }
  twoFactorRedirect?: boolean
  totpURI?: string
  backupCodes?: string[]
}

async function outcomeOf<T>(response: Response, read: (body: Body) => T): Promise<Outcome<T>> {
  if (response.ok) {
    const body = (await response.json()) as Body
    return { kind: 'done', value: read(body), cookies: response.headers.getSetCookie() }
  }
  if (response.status >= 500) throw new Error(`sign-in failed: ${response.status} ${await response.text()}`)
  if (response.status === 429) return { kind: 'wait', seconds: lockSeconds }
  return { kind: 'refused' }
}

/** The library locks a second factor for this long after ten wrong codes. */
const lockSeconds = 900

function signedInOrSecondFactor(body: Body): SignedIn | 'second-factor' {
  return body.twoFactorRedirect ? 'second-factor' : signedIn(body)
}

function signedIn({ user }: Body): SignedIn {
  if (!user?.id) throw new Error('the sign-in library answered without a user')
  return { staffId: user.id }
}

function secondFactorKey({ totpURI, backupCodes }: Body, username: string): SecondFactorKey {
  if (!totpURI || !backupCodes) throw new Error('the sign-in library answered without a key')
  const uri = new URL(totpURI)
  // Authenticator apps show this label; the library would put the account's technical address there.
  return { uri: `otpauth://totp/Forecourt:${encodeURIComponent(username)}${uri.search}`, backupCodes }
}

function isBackupCode(code: string): boolean {
  return !/^\d{6}$/.test(code)
}
