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
        err: (error: Error) => withoutClient(error),
        res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      },
    },
    pino.destination(2),
  )
}

/** pg hangs its whole client, with its settings, on some errors. */
function withoutClient(error: Error) {
  const { client, ...rest } = stdSerializers.err(error) as ReturnType<typeof stdSerializers.err> & {
    client?: unknown
  }
  return rest
}
