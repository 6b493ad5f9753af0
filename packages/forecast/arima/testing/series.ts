import { referenceCases } from '../../testing/reference.ts'

const [quebec, airline] = referenceCases

/** Box & Jenkins (1976), series G: international airline passengers, thousands a month, 1949–1960. */
export const AIRLINE_PASSENGERS = Float64Array.from([...airline!.train, ...airline!.test])

/** Cars sold a month in Quebec, 1960–1967 (Abraham & Ledolter 1983). */
export const QUEBEC_CAR_SALES = Float64Array.from(quebec!.train)
