import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const server = process.env.FORECOURT_SERVER ?? 'http://127.0.0.1:3000'

/** The pages where a consultant's day passes, and what opens on them. */
const dayPages = [
  'today/TodayPage.tsx',
  'board/BoardPage.tsx',
  'sales/SalePage.tsx',
  'steps/StepDrawer.tsx',
  'approvals/ApprovalBadge.tsx',
]
/** Which of them each module is loaded with, as their places in the list: known once all modules are read. */
const loadedWith = new Map<string, string>()

/** A phone waits longer for a request than for ten kilobytes: what every page needs comes in one file, and what the
 *  day's pages share in one file for each set of them that shares it, so that none fetches what it does not need.
 *  The kit apart from the sales, for the pages that have nothing to do with sales. */
const groups = [
  { name: 'shell', tags: ['$initial' as const], priority: 99 },
  // The larger sets first: a module brings along what it imports, unless that is in a group before.
  ...setsOf([...dayPages.keys()]).flatMap(set => [
    group(`kit-${set.join('')}`, 10 + set.length, id => loadedWith.get(id) === set.join('') && !inSales(id)),
    group(`sales-${set.join('')}`, set.length, id => loadedWith.get(id) === set.join('') && inSales(id)),
  ]),
]

export default defineConfig({
  plugins: [react(), followDayPages(), weigh(), worker()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900, // kB before compression; `npm run bench -- board-js` watches what the board loads
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  resolve: { dedupe: ['react', 'react-dom'] },
  server: { port: 5173, proxy: { '/api': { target: server, changeOrigin: true } } },
})

function group(name: string, priority: number, test: (id: string) => boolean) {
  return { name, priority, test, minShareCount: 2 }
}

function inSales(id: string) {
  return id.includes('/src/sales/')
}

/** Every set of one and more. */
function setsOf([first, ...others]: readonly number[]): number[][] {
  if (first === undefined) return []
  const rest = setsOf(others)
  return [[first], ...rest.map(set => [first, ...set]), ...rest]
}

/** Finds what each of the day's pages imports, however far. */
function followDayPages(): Plugin {
  return {
    name: 'forecourt-day-pages',
    apply: 'build',
    buildEnd() {
      loadedWith.clear()
      for (const [place, page] of dayPages.entries()) {
        const reached = new Set([...this.getModuleIds()].filter(id => id.endsWith(`/src/sales/${page}`)))
        for (const id of reached) {
          loadedWith.set(id, `${loadedWith.get(id) ?? ''}${place}`)
          for (const imported of this.getModuleInfo(id)?.importedIds ?? []) reached.add(imported)
        }
      }
    },
  }
}

/** The service worker, with the list of the build's files; the page registers it itself. */
function worker() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/platform/web/offline',
    filename: 'worker.ts',
    injectRegister: false,
    manifest: false,
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['**/*.{js,css,html,svg,png,woff2,wasm,webmanifest}'],
      globIgnores: ['worker.js'],
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 4_000_000,
    },
  })
}

/** Prints what a browser must fetch before the first screen, and before each lazy screen, in gzip kB. */
function weigh(): Plugin {
  return {
    name: 'forecourt-weigh',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = new Map<string, Rolldown.OutputChunk>()
      for (const item of Object.values(bundle)) if (item.type === 'chunk') chunks.set(item.fileName, item)
      const first = withImports(
        chunks,
        [...chunks.values()].filter(chunk => chunk.isEntry),
      )
      console.log(`first load: ${kilobytes(first)} kB gzip of JavaScript`)
      for (const chunk of chunks.values()) {
        if (!chunk.isDynamicEntry) continue
        const all = withImports(chunks, [...first, chunk])
        console.log(`  to ${chunk.name.padEnd(24)} ${kilobytes(all)} kB`)
      }
    },
  }
}

function withImports(chunks: Map<string, Rolldown.OutputChunk>, start: Iterable<Rolldown.OutputChunk>) {
  const reached = new Set(start)
  for (const chunk of reached)
    for (const name of chunk.imports) {
      const next = chunks.get(name)
      if (next) reached.add(next)
    }
  return reached
}

function kilobytes(chunks: Iterable<Rolldown.OutputChunk>) {
  let bytes = 0
  for (const chunk of chunks) bytes += gzipSync(chunk.code, { level: 9 }).length
  return (bytes / 1024).toFixed(1).padStart(6)
}
