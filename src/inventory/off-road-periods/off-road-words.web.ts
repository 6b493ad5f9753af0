import { words } from '../../platform/web/words/words.ts'
import { offRoadEn, offRoadZh } from './off-road.words.ts'

export const offRoadWords = words('off-road', offRoadZh, offRoadEn)
