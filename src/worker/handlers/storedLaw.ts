import type { StoredLaw } from '../../shared/rpc/api.ts'
import { printInfix } from '../../shared/expression/printInfix.ts'
import { printLawLatex } from '../../shared/expression/printLaw.ts'
import type { LawRecord } from '../store/lawTable.ts'

/** The law with its number, its place and its printed forms; one without a place comes after all that have one. */
export function storedLaw({ id, runId, rank, law }: LawRecord): StoredLaw {
  return {
    ...law,
    id,
    runId,
    rank: rank ?? Number.MAX_SAFE_INTEGER,
    latex: printLawLatex(law),
    infix: printInfix(law.expression)
  }
}
