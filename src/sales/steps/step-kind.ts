import { type ActionKind, actionKinds } from '../process/action.contract.ts'

/** The actions that a person takes on an existing sale; the others are begun elsewhere or by the system. */
export type StepKind = Exclude<ActionKind, 'open-inquiry' | 'import-sale' | 'expire-reservation'>

const elsewhere: readonly ActionKind[] = ['open-inquiry', 'import-sale', 'expire-reservation']

export function isStep(kind: string): kind is StepKind {
  return actionKinds.some(each => each === kind && !elsewhere.includes(each))
}
