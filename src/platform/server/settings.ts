import { isIP } from 'node:net'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Refusal } from './refusal.ts'

/** What an operator may set, each by an environment variable; every one has a default. */
export interface Settings {
  /** PORT; 0 takes a free one. */
  port: number
  /** HOST */
  host: string
  /** FORECOURT_DATA; an absolute path. */
  dataFolder: string
  /** FORECOURT_KEYS; an absolute path. */
  keysFile: string
  /** DATABASE_URL: the owner's, of an outside PostgreSQL; undefined for our own in the data folder. */
  databaseUrl: string | undefined
  /** FORECOURT_PROXIES: whose X-Forwarded-For, -Proto and -Host are believed; nobody's by default. */
  proxies: string[]
}

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine(port => port <= 65_535)
    .default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:%_-]+$/)
    .default('127.0.0.1'),
  FORECOURT_DATA: z.string().refine(isPath).optional(),
  FORECOURT_KEYS: z.string().refine(isPath).optional(),
  DATABASE_URL: z.string().refine(isDatabaseUrl).optional(),
  FORECOURT_PROXIES: z
    .string()
    .transform(text => text.split(',').map(each => each.trim()))
    .refine(addresses => addresses.every(isAddressOrNetwork))
    .default([]),
})

type Variable = keyof z.infer<typeof Environment>

const cures: Record<Variable, string> = {
  PORT: 'set a whole number from 0 to 65535, such as 3000, or leave it out',
  HOST: 'set an address of this machine, such as 127.0.0.1 (or 0.0.0.0 for all), or leave it out',
  FORECOURT_DATA: 'set a folder, such as /var/lib/forecourt, or leave it out',
  FORECOURT_KEYS: 'set the path of a file, or leave it out to keep the keys in the data folder',
  DATABASE_URL: 'set postgresql://owner:password@host:5432/database, or leave it out to use our own database',
  FORECOURT_PROXIES:
    'list the addresses or networks of your reverse proxies, such as 127.0.0.1, 10.0.0.0/8, or leave it out',
}

/** @throws Refusal that names the first wrong variable and its cure; never its value, which may be a secret */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) throw explain(parsed.error.issues[0]?.path[0] as Variable)
  const dataFolder = resolve(parsed.data.FORECOURT_DATA ?? defaultDataFolder(environment))
  return {
    port: parsed.data.PORT,
    host: parsed.data.HOST,
    dataFolder,
    keysFile: resolve(parsed.data.FORECOURT_KEYS ?? join(dataFolder, 'keys.json')),
    databaseUrl: parsed.data.DATABASE_URL,
    proxies: parsed.data.FORECOURT_PROXIES,
  }
}

function explain(variable: Variable): Refusal {
  return new Refusal(`The setting ${variable} is wrong: ${cures[variable]}.`)
}

/** As root the database runs as another user, who cannot reach into /root. */
function defaultDataFolder(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return join(environment.LOCALAPPDATA ?? homedir(), 'forecourt')
  if (process.getuid?.() === 0) return '/var/lib/forecourt'
  const dataHome = environment.XDG_DATA_HOME
  return join(dataHome?.startsWith('/') ? dataHome : join(homedir(), '.local/share'), 'forecourt')
}

function isPath(text: string): boolean {
  return text.trim() !== '' && !text.includes('\0')
}

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1
}

/** An address, or a network of at least one leading bit: a network of everybody would believe everybody. */
function isAddressOrNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || rest.length > 0) return false
  if (prefix === undefined) return true
  return /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)
}
