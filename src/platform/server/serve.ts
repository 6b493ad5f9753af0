import type { FastifyInstance } from 'fastify'
import { type Logger, pino } from 'pino'
import type { ProblemCatalogue } from '../problem.ts'
import { connect, type DatabaseUrls } from './database/connect.ts'
import { type AppOptions, buildApp, type Slice } from './http/app.ts'
import type { ConstraintProblems } from './http/problem-answers.ts'
import { startLive } from './live/live.ts'
import { networkMap } from './network-map.ts'
import { type Ports, systemPorts } from './ports.ts'
import type { Services } from './services.ts'

/** What a server is made of: slices by name and the words of their problems. */
export interface Product {
  readonly slices: readonly Slice[]
  readonly problems: ProblemCatalogue
  readonly constraints: ConstraintProblems
}

export interface ServeOptions extends AppOptions {
  readonly urls: DatabaseUrls
  readonly seals: Services['seals']
  readonly authenticate: (services: Pick<Services, 'app' | 'ports'>) => Services['authenticate']
  readonly jobs: Services['jobs']
  readonly ports?: Ports
  readonly log?: Logger
  readonly checkAnswers?: boolean
}

export interface RunningApp {
  readonly app: FastifyInstance
  readonly services: Services
  /** answers what is under way, then closes streams and pools */
  readonly close: () => Promise<void>
}

/** Opens the pools, listens for changes and registers the slices; does not yet listen for requests. */
export async function assemble(product: Product, options: ServeOptions): Promise<RunningApp> {
  const log =
    options.log ?? pino({ level: 'info', redact: ['req.headers.cookie', 'req.headers.authorization'] })
  const onError = (error: Error) => log.warn({ err: error }, 'an idle database connection was lost')
  const database = connect(options.urls.app, { max: 16, onError })
  const reader = connect(options.urls.reader, { max: 4, onError })
  const ports = options.ports ?? systemPorts
  const live = await startLive(options.urls.app, database, log)
  const services: Services = {
    app: database,
    reader,
    ports,
    authenticate: options.authenticate({ app: database, ports }),
    network: networkMap(database, ports.now),
    problems: { catalogue: product.problems, constraints: product.constraints },
    seals: options.seals,
    live,
    jobs: options.jobs,
    log,
    checkAnswers: options.checkAnswers ?? false,
  }
  const app = await buildApp(services, product.slices, options)
  const close = async () => {
    await app.close()
    await live.close()
    await Promise.all([database.destroy(), reader.destroy()])
  }
  return { app, services, close }
}
