import { startWebThread } from '../packages/mdp/fast/threads.web.ts'
import { answerAll } from './engine-answers.ts'

const startWorker = () => new Worker('/engines/solve.worker.js', { type: 'module' })

Object.assign(globalThis, { answerAll: () => answerAll(() => startWebThread(startWorker())) })
