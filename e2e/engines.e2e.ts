import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { bundleWorker } from '../packages/mdp/fast/bundle-worker.node.ts'
import { startNodeThread } from '../packages/mdp/fast/threads.node.ts'
import { packageRoot } from '../src/platform/server/package-root.ts'
import { answerAll } from './engine-answers.ts'
import { looks, openBrowser, visit } from './visits.ts'

let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'forecourt-engines-'))
  await bundleForBrowsers(folder)
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

test('the engines answer in a page of the product, threads and WebAssembly included, as they do in Node', async () => {
  const worker = await bundleWorker(new URL('../packages/mdp/fast/solve.worker.ts', import.meta.url))
  const inNode = await answerAll(() => startNodeThread(worker.script)).finally(() => worker.remove())
  const { page, close } = await visit(browser, { ...looks.englishDesk, baseURL: inject('demoAddress') })
  await page.route('**/engines/*', async route =>
    route.fulfill({
      body: await readFile(fileFor(new URL(route.request().url()).pathname)),
      contentType: route.request().url().endsWith('.wasm') ? 'application/wasm' : 'text/javascript',
      headers: {
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
      },
    }),
  )
  await page.goto('/')
  expect(await page.evaluate('crossOriginIsolated')).toBe(true)
  await page.addScriptTag({ url: '/engines/engines.browser.js', type: 'module' })
  await page.waitForFunction('globalThis.answerAll !== undefined')
  const inBrowser = (await page.evaluate('answerAll()')) as typeof inNode
  expect({ ...inBrowser, mean: [] }).toEqual({ ...inNode, mean: [] })
  // Math.exp and its kin may differ in the last bit from one engine to the other, and a search multiplies that.
  for (const [h, mean] of inNode.mean.entries()) expect(inBrowser.mean[h]! / mean).toBeCloseTo(1, 3)
  await close()
})

function fileFor(path: string): string {
  const name = basename(path)
  if (name !== 'highs.wasm') return join(folder, name)
  return join(dirname(createRequire(import.meta.url).resolve('highs')), name)
}

/** As any bundler for browsers would: a node module among the engines' imports is an error here. */
async function bundleForBrowsers(outdir: string): Promise<void> {
  await build({
    absWorkingDir: packageRoot,
    entryPoints: ['e2e/engines.browser.ts', 'packages/mdp/fast/solve.worker.ts'],
    outdir,
    entryNames: '[name]',
    bundle: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2023',
    external: ['node:module'], // the linear solver asks for it behind a question whether this is Node
    logLevel: 'error',
  })
}
