import type { Fact } from '../domain/knowledge.ts'
import { OPERATORS } from '../domain/operators.ts'
import { quoteName } from './names.ts'

/** One thing that the user knows, as `readFact` reads it. */
export function printFact(fact: Fact, target: string): string {
  switch (fact.kind) {
    case 'above':
      return `${quoteName(target)} > ${fact.bound}`
    case 'below':
      return `${quoteName(target)} < ${fact.bound}`
    case 'increasing':
    case 'decreasing':
      return `${fact.kind} in ${quoteName(fact.input)}`
    case 'value': {
      const places = fact.at.map(({ input, value }) => `${quoteName(input)}=${value}`)
      return `${quoteName(target)}(${places.join(', ')}) = ${fact.value}`
    }
    case 'nesting': {
      const [inner, outer] = [OPERATORS[fact.inner].symbol, OPERATORS[fact.outer].symbol]
      return `${fact.depth === 0 ? 'no' : `at most ${fact.depth}`} ${inner} in ${outer}`
    }
  }
}
