import { useAnswer } from '../../platform/web/answers/answers.ts'
import { useNameOf } from '../../platform/web/session/session.ts'
import { listModels, type Model, type Trim } from './models.contract.ts'

const seldomChanged = { topics: ['models'], staleTime: 300_000 }

/** The first hundred models with their trims, retired ones too: enough to name cars and to choose from. */
export function useCatalogue(): readonly Model[] {
  return useAnswer(listModels, { query: { retired: 'with', limit: 100 } }, seldomChanged).data?.items ?? []
}

export interface NamedCar {
  make: string
  modelName: string
  trimName: string | null
  modelId: string | null
  trimId: string | null
}

/** How a car is called: by the catalogue in the reader's language, or as it was written down. */
export function useCarName(): (car: NamedCar) => { model: string; trim: string } {
  const catalogue = useCatalogue()
  const nameOf = useNameOf()
  return car => {
    const model = catalogue.find(({ id }) => id === car.modelId)
    const trim = model?.trims.find(({ id }) => id === car.trimId)
    const modelName = model ? nameOf(model) : car.modelName
    return {
      model: `${model?.make ?? car.make} ${modelName}`,
      trim: withoutModel(trim ? nameOf(trim) : (car.trimName ?? ''), modelName),
    }
  }
}

/** Many catalogues repeat the model in the name of its trim. */
export function withoutModel(trim: string, model: string): string {
  return trim.startsWith(`${model} `) ? trim.slice(model.length + 1) : trim
}

export const isOffered = ({ retiredAt }: Pick<Model | Trim, 'retiredAt'>): boolean => retiredAt === null
