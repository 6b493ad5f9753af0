import {
  getCurrentAuthContextAsyncLocalStorage,
  getCurrentDBAdapterAsyncLocalStorage,
  getRequestStateAsyncLocalStorage,
} from '@better-auth/core/context'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { username } from 'better-auth/plugins/username'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Ports } from '../ports.ts'

export interface SignInOptions {
  /** connection string of the role that sees schema `auth` alone */
  readonly url: string
  /** signs cookies and encrypts second factors; from the key file */
  readonly secret: string
  readonly ports: Ports
  readonly log: Logger
}

export const cookiePrefix = 'forecourt'
/** Set by us from the connection; a header of this name from outside is never passed on. */
export const addressHeader = 'x-forecourt-address'
export const passwordLength = { min: 10, max: 128 } as const

const sessionSeconds = 7 * 24 * 3600

/** The sign-in flows (password, TOTP, sessions). They are called, never mounted: every route of the
 *  server is one of ours with a contract. */
export function openSignInLibrary({ url, secret, ports, log }: SignInOptions) {
  const pool = new pg.Pool({
    connectionString: url,
    max: 5,
    options: '-c search_path=auth',
    connectionTimeoutMillis: 5000,
  })
  pool.on('error', error => log.warn({ err: error }, 'an idle sign-in connection was lost'))
  const library = betterAuth({
    appName: 'Forecourt',
    baseURL: 'http://forecourt.invalid', // links are never made from it
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ message }, 'sign-in') },
    advanced: {
      cookiePrefix,
      useSecureCookies: false, // `Secure` is added where the request came over HTTPS
      database: { generateId: () => ports.newId() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    rateLimit: { enabled: false }, // it guards the library's own router; ours counts in auth.attempts
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 1,
        maxUsernameLength: 64,
        usernameValidator: () => true, // a malformed name is an unknown name: the same answer
      }),
      twoFactor({ issuer: 'Forecourt', schema: twoFactorTables }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const user = await context?.context.internalAdapter.findUserById(session.userId)
            if (!user || ('deactivatedAt' in user && user.deactivatedAt))
              throw new APIError('UNAUTHORIZED', { code: 'DEACTIVATED' })
          },
        },
      },
    },
    ...tables,
  })
  return { flows: library.api, options: library.options, pool, close: () => pool.end() }
}

let flowsUnderWay = 0

/** Runs a flow, and closes the library's contexts when it was the last one under way. Left open they follow
 *  every promise of the process, also those of people who signed in long ago: a tenth of each request's work. */
export async function inFlow<T>(flow: () => Promise<T>): Promise<T> {
  flowsUnderWay += 1
  try {
    return await flow()
  } finally {
    flowsUnderWay -= 1
    if (flowsUnderWay === 0) await closeContexts()
  }
}

async function closeContexts(): Promise<void> {
  const contexts = [
    await getCurrentAuthContextAsyncLocalStorage(),
    await getRequestStateAsyncLocalStorage(),
    await getCurrentDBAdapterAsyncLocalStorage(),
  ]
  if (flowsUnderWay === 0) for (const context of contexts) context.disable()
}

export type SignInLibrary = ReturnType<typeof openSignInLibrary>

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** Our names for the library's tables and columns (database/migrations/0007_create_auth.sql). */
const tables = {
  user: {
    modelName: 'users',
    fields: { emailVerified: 'email_verified', ...stamps },
    additionalFields: {
      passwordChangeDue: {
        type: 'boolean',
        required: true,
        defaultValue: false,
        input: false,
        fieldName: 'password_change_due',
      },
      deactivatedAt: { type: 'date', required: false, input: false, fieldName: 'deactivated_at' },
    },
  },
  session: {
    modelName: 'sessions',
    expiresIn: sessionSeconds,
    fields: {
      expiresAt: 'expires_at',
      userId: 'user_id',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...stamps,
    },
  },
  account: {
    modelName: 'accounts',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...stamps,
    },
  },
  verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...stamps } },
} as const

const twoFactorTables = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factors',
    fields: {
      backupCodes: 'backup_codes',
      userId: 'user_id',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const
