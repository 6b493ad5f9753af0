import { type Command, InvalidArgumentError } from 'commander'
import pg from 'pg'
import { pino } from 'pino'
import { type Role, roles } from '../../platform/permissions.ts'
import { describe, Problem, type ProblemCatalogue } from '../../platform/problem.ts'
import { insertAudit } from '../../platform/server/audit.sql.ts'
import type { CommandContext, RegisterCommand } from '../../platform/server/commands/command.ts'
import { inDatabase } from '../../platform/server/commands/in-database.ts'
import { connect, type Database, type Tx } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { type Change, startLive } from '../../platform/server/live/live.ts'
import { systemPorts } from '../../platform/server/ports.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import { networkConstraints, networkProblems } from '../network.slice.ts'
import { listOrganisations } from '../organisations/organisations.sql.ts'
import { type Doer, deactivate, givePassword, hire } from './staff.acts.ts'
import { PersonName, Username } from './staff.contract.ts'
import { findStaffByUsername, listStaff } from './staff.sql.ts'

/** `forecourt user …`: the way back in when nobody can sign in, beside a running server or without one. */
export const registerUser: RegisterCommand = program => {
  const user = program.command('user').description('people who sign in: list, create, reset, deactivate')
  user
    .command('list')
    .description('everybody who may sign in')
    .action(() => asOperator(list))
  registerCreate(user)
  user
    .command('reset-password <username>')
    .description('print a new one-time password; sessions end, a lost second factor is removed')
    .action(username => asOperator(work => reset(work, username)))
  user
    .command('deactivate <username>')
    .description('end all sessions and keys of a person who leaves')
    .action(username => asOperator(work => leave(work, username)))
}

function registerCreate(user: Command): void {
  user
    .command('create <username>')
    .description('add a person and print their one-time password')
    .requiredOption(
      '--name <name>',
      'as colleagues call them',
      parsed(PersonName, 'a name of 1 to 100 characters'),
    )
    .requiredOption('--organisation <code>', 'where they work, such as D01')
    .requiredOption('--role <role...>', `one or more of: ${roles.join(', ')}`, collectRole)
    .action((username: string, options: CreateOptions) => asOperator(work => create(work, username, options)))
}

interface CreateOptions {
  readonly name: string
  readonly organisation: string
  readonly role: readonly Role[]
}

/** The operator's transaction: every organisation, an administrator's rights, audit lines without a person. */
interface Work {
  readonly tx: Tx
  readonly doer: Doer
  readonly print: (line: string) => void
}

function asOperator(act: (work: Work) => Promise<void>): Promise<void> {
  return inDatabase(async context => {
    const changes: Change[] = []
    const lines: string[] = []
    await withOperator(context, changes, (tx, doer) => act({ tx, doer, print: line => lines.push(line) }))
    process.stdout.write(lines.map(line => `${line}\n`).join(''))
  })
}

async function withOperator(
  { urls }: CommandContext,
  changes: Change[],
  work: (tx: Tx, doer: Doer) => Promise<void>,
): Promise<void> {
  const database = connect(urls.app, { max: 2 })
  try {
    const organisationIds = (await listOrganisations(database)).map(each => each.id)
    await inScope(database, { dealers: organisationIds }, tx =>
      work(tx, operator(tx, organisationIds, changes)),
    )
    await announce(database, urls.app, changes)
  } catch (error) {
    throw inWords(error)
  } finally {
    await database.destroy()
  }
}

/** A running server ends the streams of whoever left. */
async function announce(database: Database, url: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const live = await startLive(url, database, pino({ level: 'warn' }, pino.destination(2)))
  live.announce(changes)
  await live.close()
}

function operator(tx: Tx, organisationIds: readonly string[], changes: Change[]): Doer {
  const now = systemPorts.now()
  return {
    held: [{ role: 'administrator', organisationIds }],
    organisationIds,
    now,
    newId: systemPorts.newId,
    announce: (dealerId, ...topics) => changes.push({ dealerId, topics }),
    audit: line =>
      insertAudit(tx, {
        ...line,
        id: systemPorts.newId(),
        at: now,
        staffId: null,
        facts: { ...line.facts, by: 'command-line' },
      }),
  }
}

async function list({ tx, doer, print }: Work): Promise<void> {
  const codes = new Map((await listOrganisations(tx)).map(each => [each.id, each.code]))
  const filter = { organisationIds: doer.organisationIds, state: 'any', after: null, limit: 100_000 } as const
  for (const person of await listStaff(tx, filter)) {
    if (!person.username) continue
    const held = person.roles.map(each => `${each.role}@${codes.get(each.organisationId)}`).join(' ')
    const state = person.deactivatedAt ? 'deactivated' : person.canSignIn ? 'active' : 'no password yet'
    print([person.username, person.name, codes.get(person.organisationId), held, state].join('\t'))
  }
}

async function create({ tx, doer, print }: Work, username: string, options: CreateOptions): Promise<void> {
  const code = options.organisation.toUpperCase()
  const organisation = (await listOrganisations(tx)).find(each => each.code === code)
  if (!organisation)
    throw new Refusal(`There is no organisation ${code}: see the codes with "forecourt user list".`)
  const made = await hire(tx, doer, {
    username: checked(Username, username, 'a username has 2 to 63 of a–z, 0–9, dot, dash and underscore'),
    name: options.name,
    organisationId: organisation.id,
    locale: 'zh',
    roles: options.role.map(role => ({ role, organisationId: organisation.id })),
  })
  print(`${username} can sign in with the one-time password ${made.initialPassword}`)
}

async function reset({ tx, doer, print }: Work, username: string): Promise<void> {
  const person = await requirePerson(tx, username)
  const given = await givePassword(tx, doer, person.id, { removeSecondFactor: true })
  print(`${username} can sign in with the one-time password ${given.initialPassword}`)
}

async function leave({ tx, doer, print }: Work, username: string): Promise<void> {
  const person = await requirePerson(tx, username)
  await deactivate(tx, doer, person.id, person.version)
  print(`${username} is deactivated: sessions and keys have ended.`)
}

async function requirePerson(tx: Tx, username: string) {
  const person = await findStaffByUsername(tx, username.toLowerCase())
  if (!person) throw new Refusal(`Nobody has the username ${username}: see "forecourt user list".`)
  return person
}

/** What the person at the terminal can cure, in a sentence; anything else as it came. */
function inWords(error: unknown): unknown {
  const found = error instanceof Problem ? error : problemOfConstraint(error)
  const type = found && (networkProblems as ProblemCatalogue)[found.code]
  if (!type) return error
  const { title, cure } = describe(type, 'en', found.extensions)
  return new Refusal(`${title}. ${cure}`)
}

function problemOfConstraint(error: unknown): Problem | undefined {
  if (!(error instanceof pg.DatabaseError) || !error.constraint) return undefined
  return networkConstraints[error.constraint]?.(error.detail ?? '')
}

function collectRole(given: string, before: readonly Role[] | undefined): Role[] {
  const role = roles.find(each => each === given)
  if (!role) throw new InvalidArgumentError(`One of: ${roles.join(', ')}.`)
  return [...(before ?? []), role]
}

interface Schema<T> {
  safeParse: (value: unknown) => { success: true; data: T } | { success: false }
}

function parsed<T>(schema: Schema<T>, meant: string): (value: string) => T {
  return value => {
    const result = schema.safeParse(value)
    if (!result.success) throw new InvalidArgumentError(`It must be ${meant}.`)
    return result.data
  }
}

function checked<T>(schema: Schema<T>, value: unknown, meant: string): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new Refusal(`This cannot be taken: ${meant}.`)
  return result.data
}
