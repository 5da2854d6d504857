import type { MethodOffer } from '../../../../shared/domain/method.ts'
import type { MethodChoice, OptionValue } from '../../../../shared/domain/run.ts'

/** Null stands for every method that fits. */
type Choices = readonly MethodChoice[] | null

export function isChosen(choices: Choices, id: string): boolean {
  return choices === null || choices.some((choice) => choice.id === id)
}

/** Takes a method in or out. With all that fit at their defaults the choice is null again, so that new ones join. */
export function toggleMethod(choices: Choices, id: string, offers: readonly MethodOffer[]): Choices {
  const all = fitting(offers)
  const current = choices ?? all
  const kept = current.filter((choice) => choice.id !== id)
  const next = kept.length < current.length ? kept : [...kept, { id, options: {} }]
  return simplest(next, offers)
}

/** Sets an option of a method, or with undefined takes its default again. */
export function setOption(
  choices: Choices,
  id: string,
  option: string,
  value: OptionValue | undefined,
  offers: readonly MethodOffer[]
): Choices {
  const next = (choices ?? fitting(offers)).map((choice) => {
    if (choice.id !== id) return choice
    const { [option]: _, ...rest } = choice.options
    return { id, options: value === undefined ? rest : { ...rest, [option]: value } }
  })
  return simplest(next, offers)
}

export function optionValue(choices: Choices, id: string, option: string): OptionValue | undefined {
  return choices?.find((choice) => choice.id === id)?.options[option]
}

function fitting(offers: readonly MethodOffer[]): MethodChoice[] {
  return offers.filter(({ reason }) => reason === null).map(({ id }) => ({ id, options: {} }))
}

/** In the order of the offers; null where nothing is special. */
function simplest(choices: readonly MethodChoice[], offers: readonly MethodOffer[]): Choices {
  const place = (id: string) => offers.findIndex((offer) => offer.id === id)
  const ordered = choices.toSorted((a, b) => place(a.id) - place(b.id))
  const isUsual = ordered.every(({ options }) => Object.keys(options).length === 0)
  const hasAll = fitting(offers).every(({ id }) => ordered.some((choice) => choice.id === id))
  return isUsual && hasAll ? null : ordered
}
