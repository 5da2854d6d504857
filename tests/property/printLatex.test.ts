import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { latexName } from '../../src/shared/expression/latexName.ts'
import { printLatex } from '../../src/shared/expression/printLatex.ts'
import { arbitraryExpr } from '../support/arbitraryExpr.ts'

const typeset = (latex: string) => () => katex.renderToString(latex, { throwOnError: true, strict: false })

describe('printLatex', () => {
  it('prints only what can be typeset', () => {
    fc.assert(
      fc.property(arbitraryExpr(), (expr) => {
        const latex = printLatex(expr)
        expect(typeset(latex), latex).not.toThrow()
      }),
      { numRuns: 300 }
    )
  })

  it('escapes any name so that it can be typeset', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        expect(typeset(latexName(name)), name).not.toThrow()
      }),
      { numRuns: 1000 }
    )
  })
})
