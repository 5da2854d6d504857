import type { LawParameter } from '../../../../shared/domain/law.ts'
import { superscript } from '../../../../shared/expression/raisedDigits.ts'
import { formatNumber } from '../../ui/formatNumber.ts'

/** Distance of the exact value from the free fit, in standard errors; null without either. */
export function sigmas({ value, fitted, standardError, exact }: LawParameter): number | null {
  if (exact === null || standardError === null || !(standardError > 0)) return null
  return Math.abs(value - fitted) / standardError
}

/** An exact value as one would write it: `7*pi/4` as 7π/4, `sqrt(2)` as √2, `3.7e-12` as 3.7 × 10⁻¹². */
export function exactText(text: string): string {
  return text
    .replace(/(\d)e([+-]?\d+)/g, (_, digit: string, power: string) => `${digit} × 10${superscript(Number(power))}`)
    .replace(/\bsqrt\((\w+)\)/g, '√$1')
    .replace(/\bsqrt\(/g, '√(')
    .replace(/\*?\bpi\b/g, 'π')
    .replace(/\bexp\(1\)/g, 'e')
    .replace(/\^(\d+)/g, (_, power: string) => superscript(Number(power)))
    .replaceAll('*', '·')
    .replaceAll('-', '−')
}

/** Why an exact value stands in the law, in one sentence; null where none does. */
export function exactWords(parameter: LawParameter): string | null {
  const { exact } = parameter
  if (exact === null) return null
  const distance = sigmas(parameter)
  const away =
    distance === null
      ? `${exactText(exact.text)} is taken as exact`
      : `${exactText(exact.text)} is ${formatNumber(distance, 2)} σ from the free fit`
  const bits = Math.abs(Math.round(exact.bits))
  if (exact.bits < 0)
    return `${away}; accepted because it makes the description ${bits} ${bits === 1 ? 'bit' : 'bits'} shorter.`
  return `${away}; taken by hand: the description is ${bits} ${bits === 1 ? 'bit' : 'bits'} longer with it.`
}
