import { randomSales } from './random-sales.suite.ts'

randomSales(2000)
