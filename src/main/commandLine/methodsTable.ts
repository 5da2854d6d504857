import { describeRange, type MethodOffer } from '../../shared/domain/method.ts'

/** The methods with their settings, for people. */
export function methodsTable(methods: readonly MethodOffer[]): string {
  return methods
    .map(({ id, name, summary, reference, options }) =>
      [
        `${id}: ${name}`,
        `  ${summary}`,
        ...options.map(
          (option) => `  --set ${option.id}=${option.default}  ${option.meaning} (${describeRange(option)})`
        ),
        `  ${reference}`,
        ''
      ].join('\n')
    )
    .join('\n')
}
