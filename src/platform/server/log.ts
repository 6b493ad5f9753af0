import { type Logger, pino, stdSerializers } from 'pino'

/** Structured lines on stderr, without personal data: no bodies, no query strings, no headers.
 *  `LOG_LEVEL` is for whoever looks for a fault; a quiet terminal is the default. */
export function serverLog(level = process.env.LOG_LEVEL ?? 'warn'): Logger {
  return pino(
    {
      level,
      serializers: {
        req: (request: { method: string; url: string; routeOptions?: { url?: string } }) => ({
          method: request.method,
          route: request.routeOptions?.url ?? request.url.split('?')[0],
        }),
        err: withoutData,
        res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      },
    },
    pino.destination(2),
  )
}

/** What says where a fault lies. pg hangs its whole client, with its settings, on some errors, and quotes the rows
 *  and parameters at fault in `detail` and `where`. */
export function withoutData(error: Error): Record<string, unknown> {
  const told: Record<string, unknown> = { ...stdSerializers.err(error) }
  return Object.fromEntries(tellable.flatMap(name => (told[name] === undefined ? [] : [[name, told[name]]])))
}

const tellable = [
  'type',
  'message',
  'stack',
  'code',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
]
