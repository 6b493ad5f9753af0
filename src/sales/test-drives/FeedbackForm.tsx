import Input from 'antd/es/input'
import { bodyOf, Field, Optional, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { FeedbackNext, feedbackTopics } from '../process/sale.contract.ts'
import { awaitsFeedback } from '../process/test-drive-readiness.rules.ts'
import { salesWords } from '../sale-words.web.ts'
import { type Follows, possibilitiesOf, type StepProps, useStepAct } from '../steps/step.web.ts'
import { Stars } from './Stars.tsx'
import { recordFeedback } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'
import { useDrive } from './use-drive.tsx'

const Body = bodyOf(recordFeedback)

/** How the drive was, and the step that it leads to, which opens at once. */
export function FeedbackForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(driveWords)
  const w = useWords(salesWords)
  const act = useStepAct(recordFeedback, page)
  const { drive, choice } = useDrive(props, awaitsFeedback)
  const labels = {
    likes: t('feedback.likes'),
    dislikes: t('feedback.dislikes'),
    next: t('feedback.next'),
  }
  return (
    <>
      {choice}
      <SchemaForm
        schema={Body}
        labels={labels}
        initial={{ ratings: {}, next: 'quote' }}
        submitLabel={w('action.record-feedback')}
        draft={`feedback.${drive?.id}`}
        submit={body =>
          run(
            version => act({ params: { id: page.id, testDriveId: drive?.id ?? '' }, body, ifMatch: version }),
            followingOn(body.next, props),
          )
        }
      >
        {field => (
          <>
            <div className="ratings">
              {feedbackTopics.map(topic => (
                <Field key={topic} name={['ratings', topic]} noStyle>
                  <Stars topic={t(`feedback.topic.${topic}`)} />
                </Field>
              ))}
            </div>
            <Field {...field('likes')} label={<Optional>{labels.likes}</Optional>}>
              <Input.TextArea rows={2} maxLength={1000} />
            </Field>
            <Field {...field('dislikes')} label={<Optional>{labels.dislikes}</Optional>}>
              <Input.TextArea rows={2} maxLength={1000} />
            </Field>
            <Field {...field('next')}>
              <Chips
                label={labels.next}
                options={FeedbackNext.options.map(value => ({ value, label: w(`feedbackNext.${value}`) }))}
              />
            </Field>
          </>
        )}
      </SchemaForm>
    </>
  )
}

function followingOn(next: FeedbackNext, { page }: StepProps): Follows | null {
  const kind = stepOf(next, page.state.followUp !== null)
  const isPossible = possibilitiesOf(page).some(each => each.kind === kind && each.possible)
  return kind && isPossible ? { kind } : null
}

function stepOf(next: FeedbackNext, isFollowUpDue: boolean): Follows['kind'] | null {
  switch (next) {
    case 'quote':
      return 'draft-quote'
    case 'another-drive':
      return 'book-test-drive'
    case 'follow-up':
      return isFollowUpDue ? 'complete-follow-up' : 'plan-follow-up'
    default:
      return null
  }
}
