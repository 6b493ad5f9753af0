import { type ReactNode, useState } from 'react'
import { dateTimeShort, time } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import type { TestDrive } from '../process/sale.contract.ts'
import { carWord } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { StepProps } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'

/** The test drive that is meant: the named one, else the first that fits; with several, a choice. */
export function useDrive({ page, of }: StepProps, fits: (drive: TestDrive) => boolean) {
  const t = useWords(stepWords)
  const drives = page.state.testDrives.filter(fits)
  const [chosen, choose] = useState(of)
  const drive = drives.find(({ id }) => id === chosen) ?? drives[0]
  const choice: ReactNode =
    drives.length > 1 ? (
      <div className="stack">
        <Chips
          label={t('testDrive.which')}
          value={drive?.id}
          onChange={choose}
          options={drives.map(each => ({ value: each.id, label: driveWord(page, each) }))}
        />
      </div>
    ) : (
      drive && <p className="step-hint">{driveWord(page, drive)}</p>
    )
  return { drive, choice: <div className="step-choice">{choice}</div> }
}

export const isBooked = ({ state }: TestDrive) => state === 'booked'
export const isOut = ({ state }: TestDrive) => state === 'started'

function driveWord({ cars, dealer }: SalePage, drive: TestDrive): string {
  const car = cars.find(({ episodeId }) => episodeId === drive.episodeId)
  const from = dateTimeShort(drive.startsAt, new Date(), dealer.timeZone)
  return `${from}–${time(drive.endsAt, dealer.timeZone)}${car ? ` · ${carWord(car)}` : ''}`
}
