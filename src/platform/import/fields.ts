/** What one column of a file may hold. A kind of import lists its fields; the row's type follows from them. */

export interface Words {
  readonly zh: string
  readonly en: string
}

interface FieldBase {
  readonly label: Words
  /** How people head this column, in Chinese and English; matched without case, spaces or punctuation. */
  readonly headings: readonly string[]
  readonly required?: true
  readonly example: string
}

export interface TextField extends FieldBase {
  readonly type: 'text'
  readonly maxLength?: number // default 500
}
export interface NumberField extends FieldBase {
  readonly type: 'integer' | 'decimal'
  readonly min?: number
  readonly max?: number
}
/** Never negative. Its currency: the cell's symbol, a mapped `currency` column, the file's option. */
export interface MoneyField extends FieldBase {
  readonly type: 'money'
}
export interface DateField extends FieldBase {
  readonly type: 'date' | 'datetime'
}
/** A closed list: code → the other ways people write it, in both languages. */
export interface CodeField<Code extends string = string> extends FieldBase {
  readonly type: 'code'
  readonly codes: Readonly<Record<Code, readonly string[]>>
  /** What a value outside the list is read as, with a warning; without it the row is refused. */
  readonly unlisted?: NoInfer<Code>
  /** Taken by its heading even when no cell is in the list: better refused than left out unseen. */
  readonly decisive?: true
}
/** `vin` and `phone` are tidied, not judged: the rules of the slice decide whether they are valid. */
export interface PlainField extends FieldBase {
  readonly type: 'vin' | 'phone' | 'email' | 'currency' | 'boolean' | 'distance'
}

export type Field = TextField | NumberField | MoneyField | DateField | CodeField | PlainField
export type FieldType = Field['type']
export type Fields = Readonly<Record<string, Field>>

export interface ImportedMoney {
  readonly minor: number // integer minor units
  readonly currency: string // ISO 4217
}
export interface ImportedMoment {
  readonly date: string // YYYY-MM-DD at the dealer's place
  readonly instant: string // ISO, UTC; the start of that day when the cell has no time
  readonly hasTime: boolean
}
export interface ImportedDistance {
  readonly value: number
  readonly unit: 'km' | 'mi'
}
export type ImportValue = string | number | boolean | ImportedMoney | ImportedMoment | ImportedDistance

type ValueOf<F extends Field> = F extends { type: 'text' | 'vin' | 'phone' | 'email' | 'currency' | 'date' }
  ? string
  : F extends { type: 'integer' | 'decimal' }
    ? number
    : F extends { type: 'money' }
      ? ImportedMoney
      : F extends { type: 'datetime' }
        ? ImportedMoment
        : F extends { type: 'distance' }
          ? ImportedDistance
          : F extends { type: 'boolean' }
            ? boolean
            : F extends { codes: infer C }
              ? Extract<keyof C, string>
              : never

/** The parsed row of a kind with these fields: an empty or unmapped cell is null. */
export type RowOf<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends { required: true } ? ValueOf<F[Name]> : ValueOf<F[Name]> | null
}

/** Keeps the exact types of the fields, so that `RowOf` can tell them apart. */
export function defineFields<const F extends Fields>(fields: F): F {
  return fields
}

const kmPerMile = 1.609344

/** Whole kilometres, half up: the unit that the stock is kept in. */
export function kilometres(distance: ImportedDistance): number {
  return Math.round(distance.unit === 'mi' ? distance.value * kmPerMile : distance.value)
}
