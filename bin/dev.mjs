// npm run dev: the server restarts when its sources change, and Vite serves the web app with hot updates
// and hands /api over to it.
import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'

process.env.NODE_ENV = 'development'
process.env.PORT ??= '3000'
process.env.FORECOURT_SERVER ??= `http://127.0.0.1:${process.env.PORT}`
const { bundleServer, root } = await import('./bundle.mjs')

let server
let waiting
let stopping = false

await restart()
const watcher = watch(join(root, 'src'), { recursive: true }, (_, name) => {
  if (!name?.endsWith('.ts')) return
  clearTimeout(waiting)
  waiting = setTimeout(restart, 150)
})
const web = existsSync(join(root, 'vite.config.ts')) ? await startVite() : undefined
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)

async function restart() {
  const cli = await bundleServer().catch(error => process.stderr.write(`${error.message}\n`) && undefined)
  if (!cli || stopping) return // a mistake in the sources leaves the last good server running
  await stopServer()
  const options = { stdio: 'inherit', detached: true } // Ctrl-C reaches it through us, once
  server = spawn(process.execPath, ['--enable-source-maps', cli, process.argv[2] ?? 'start'], options)
}

async function stopServer() {
  if (!server || server.exitCode !== null) return
  const ended = new Promise(resolve => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
}

async function startVite() {
  const { createServer } = await import('vite')
  const vite = await createServer({ root, configFile: join(root, 'vite.config.ts') })
  await vite.listen()
  vite.printUrls()
  return vite
}

async function stop() {
  if (stopping) return
  stopping = true
  watcher.close()
  await Promise.all([stopServer(), web?.close()])
  process.exit()
}
