const BEFORE = /^(?:sigma|σ|err|error|unc|uncertainty|delta|Δ|std|stderr)(?:_|\s)\s*(.+)$/iu
const AROUND = /^(?:sigma|σ|err|error|unc|uncertainty|delta|Δ|std|stderr|s|u)\s*[([](.+)[)\]]$/iu
const STUCK = /^(?:σ|Δ|d)(.+)$/u
const AFTER = /^(.+?)(?:_|\s)\s*(?:sigma|σ|err|error|errors|unc|uncertainty|std|stderr|se)$/iu

/**
 * The columns whose standard error a column of this name may give, by the customs of writing: `sigma_x`, `u(x)`, `dx`,
 * `x_err`. Empty where the name follows none of them.
 */
export function measuredColumns(name: string): readonly string[] {
  return [BEFORE, AROUND, STUCK, AFTER].flatMap((custom) => custom.exec(name.trim())?.[1]?.trim() ?? [])
}
