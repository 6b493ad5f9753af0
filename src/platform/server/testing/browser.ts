import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../package-root.ts'

const run = promisify(execFile)

/** How a browser is started for tests: no window, no sandbox (a container has none), no calls home. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let found: Promise<string> | undefined

/** A Chromium on this machine, installed when there is none; the ways in order of cost. */
export function chromiumPath(): Promise<string> {
  found ??= findChromium()
  return found
}

async function findChromium(): Promise<string> {
  const failures: string[] = []
  for (const [way, find] of ways) {
    try {
      const path = await find()
      if (!path) continue
      await run(path, ['--version', '--no-sandbox'])
      return path
    } catch (error) {
      failures.push(`${way}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    }
  }
  throw new Error(
    `No browser for the tests: install Chromium, or name one in CHROMIUM.\n${failures.join('\n')}`,
  )
}

const ways: [string, () => Promise<string | undefined>][] = [
  ['CHROMIUM', async () => process.env.CHROMIUM],
  ['installed', async () => findInstalled()],
  ['apt-get', installWithApt],
  ['@sparticuz/chromium', unpack],
  ['playwright', installWithPlaywright],
]

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function findInstalled(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...folders.flatMap(folder => programs.map(name => join(folder, name))), ...applications]
  return candidates.find(candidate => existsSync(candidate))
}

/** The only way that brings Chinese glyphs along. */
async function installWithApt(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.warn('Installing a browser for the tests: apt-get install chromium fonts-noto-cjk')
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 2 ** 26 }
  await run('apt-get', ['update', '-q'], options)
  await run(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
    options,
  )
  return findInstalled()
}

async function unpack(): Promise<string> {
  console.warn(
    'Unpacking the browser of @sparticuz/chromium; without an installed font, Chinese text shows as boxes',
  )
  const { default: chromium } = await import('@sparticuz/chromium')
  return chromium.executablePath()
}

async function installWithPlaywright(): Promise<string> {
  const { chromium } = await import('playwright-core')
  if (!existsSync(chromium.executablePath())) {
    console.warn('Downloading a browser for the tests: playwright-core install chromium')
    await run(process.execPath, [
      join(packageRoot, 'node_modules/playwright-core/cli.js'),
      'install',
      'chromium',
    ])
  }
  return chromium.executablePath()
}
