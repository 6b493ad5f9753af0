import { randomSales } from './random-sales.suite.ts'

randomSales(300)
