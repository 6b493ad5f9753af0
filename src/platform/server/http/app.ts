import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastJson from 'fast-json-stringify'
import Fastify, { type FastifyInstance, type FastifySerializerCompiler } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Contract } from '../../contract.ts'
import { inScope } from '../database/in-scope.ts'
import type { Services } from '../services.ts'
import { answerProblem } from './problem-answers.ts'
import { registerProblemPages } from './problem-pages.ts'
import { secure, securityHeaders } from './security.ts'
import { answerUnreadable } from './unreadable.ts'
import { registerWeb } from './web-files.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    contract?: Contract
  }
  interface FastifyInstance {
    /** every route as the router has it, for whoever checks that none was forgotten */
    routeList: { method: string; url: string; contract: Contract | null }[]
  }
}

export interface AppOptions {
  readonly webRoot: string | null
  /** addresses and networks whose word on where a request came from is believed; default: nobody's */
  readonly proxies?: readonly string[]
}

export interface Slice {
  readonly name: string
  readonly register: (app: FastifyInstance, services: Services) => void | Promise<void>
}

const bodyBytesMax = 1_048_576
const fileBytesMax = 52_428_800

/** The HTTP server with its slices, registered by name. */
export async function buildApp(
  services: Services,
  slices: readonly Slice[],
  { webRoot, proxies = [] }: AppOptions,
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: services.log,
    genReqId: () => services.ports.newId(),
    bodyLimit: bodyBytesMax,
    forceCloseConnections: 'idle',
    return503OnClosing: false, // requests that are under way when the server stops are answered
    routerOptions: { maxParamLength: 500 },
    exposeHeadRoutes: false,
    requestTimeout: 120_000,
    frameworkErrors: (error, request, reply) =>
      answerProblem(services.problems, error, request, reply.headers(securityHeaders(request))),
    clientErrorHandler: (error, socket) => answerUnreadable(services.problems, error, socket),
    trustProxy: proxies.length > 0 && [...proxies],
  })
  app.decorateRequest('actor', null)
  app.decorate('routeList', [])
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const each of [method].flat())
      app.routeList.push({ method: each, url, contract: config?.contract ?? null })
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => answerProblem(services.problems, error, request, reply))
  secure(app)
  hangUpWhenClosing(app)
  await app.register(multipart, {
    limits: { fileSize: fileBytesMax, files: 1, fields: 20, fieldSize: 100_000 },
  })
  await documentApi(app)
  registerHealth(app, services)
  registerProblemPages(app, services.problems.catalogue)
  for (const slice of slices) await slice.register(app, services)
  registerWeb(app, webRoot)
  return app
}

/** Out from the same zod schema as in: 6–8 × less CPU than parsing the answer with zod. */
const serializerCompiler: FastifySerializerCompiler<z.ZodType> = ({ schema }) =>
  fastJson(
    z.toJSONSchema(schema, { io: 'input', target: 'draft-7', unrepresentable: 'any' }) as Parameters<
      typeof fastJson
    >[0],
  )

/** An answered connection that the browser keeps open would hold up the stop for a minute. */
function hangUpWhenClosing(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}

async function documentApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Forecourt',
        version: '0.1.0',
        description: 'Automotive sales management 汽车销售管理系统',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'forecourt.session_token' },
          apiKey: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  app.get('/api/openapi.json', { schema: { hide: true } as object }, () => app.swagger())
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { deepLinking: true },
    theme: {
      title: 'Forecourt API',
      css: [{ filename: 'docs.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  })
}

function registerHealth(app: FastifyInstance, services: Services): void {
  app.get('/livez', { schema: { hide: true } as object }, async () => ({ live: true }))
  app.get('/readyz', { schema: { hide: true } as object }, async () => {
    await inScope(services.app, { dealers: [] }, tx =>
      tx.selectFrom('installation').select('singleton').execute(),
    )
    return { ready: true }
  })
}
