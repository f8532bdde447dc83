import { findModel } from '../../shared/models/catalogue'
import type { VideoModel } from '../../shared/models/model'
import { durationWords } from '../../shared/models/switch-model'
import type { Shot, Size } from '../../shared/project/document'
import { shapeWords } from './format-choices'
import styles from './Inspector.module.css'
import { Section } from './Section'

function shapes(sizes: readonly Size[]): string {
  return [...new Set(sizes.map(shapeWords))].join(', ')
}

function* frameLimits(model: VideoModel): Generator<string> {
  if (model.start === 'refused') yield 'takes no start frame'
  if (model.start === 'required') yield 'always needs a start frame'
  if (model.end === 'refused') yield 'takes no end frame'
  if (model.end === 'withStart') yield 'takes an end frame only beside a start frame'
}

function* limitsOf(model: VideoModel): Generator<string> {
  yield `makes ${durationWords(model)} s`
  if (
    model.sizes !== 'film' &&
    model.textSizes !== null &&
    model.textSizes !== 'film' &&
    model.textSizes.length < model.sizes.length
  ) {
    yield `makes only ${shapes(model.textSizes)} without a start frame`
  }
  yield* frameLimits(model)
  if (!model.seed) yield 'takes no seed'
  if (!model.audio) yield 'makes no sound'
}

/** What the model makes and can't do, so that nobody looks for it. */
export function ModelLimits({ shot }: { readonly shot: Shot }) {
  const model = findModel(shot.provider, shot.model)
  if (!model) return null
  return (
    <Section>
      <p className={styles['note']}>
        {model.label} {[...limitsOf(model)].join('; it ')}.
      </p>
    </Section>
  )
}
