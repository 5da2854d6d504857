import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'sparseRegression',
  name: 'Sparse regression',
  summary: 'Finds y, 1/y, y², √y or log y as a short sum of simple terms.',
  reference: 'Best subset selection, Miller 2002; STLSQ, Brunton, Proctor and Kutz 2016, doi:10.1073/pnas.1517384113',
  options: [
    {
      id: 'maxTerms',
      title: 'Terms in one sum',
      meaning: 'Most terms chosen by best subset; each further one takes longer and needs more rows.',
      type: 'integer',
      default: 5,
      min: 1,
      max: 8
    },
    {
      id: 'librarySize',
      title: 'Size of the library',
      meaning:
        'Terms to choose from, the simplest first; more of them reach odder laws and take longer. Of products of powers alone ten times as many.',
      type: 'integer',
      default: 160,
      min: 5,
      max: 600
    },
    {
      id: 'maxDegree',
      title: 'Degree of a term',
      meaning: 'Largest sum of the exponents in one product of powers.',
      type: 'number',
      default: 5,
      min: 1,
      max: 12,
      step: 0.5
    },
    {
      id: 'functions',
      title: 'Functions',
      meaning: 'Also puts sin, cos, exp, log and tanh of simple products into the library.',
      type: 'boolean',
      default: true
    },
    {
      id: 'transforms',
      title: 'Transforms of the target',
      meaning: 'Also explains 1/y, y², 1/y², √y and log y by sums.',
      type: 'boolean',
      default: true
    },
    {
      id: 'numbersInside',
      title: 'Numbers inside functions',
      meaning: 'Also adds one term with a number inside, such as a·exp(k·b), to a sum of the inputs.',
      type: 'boolean',
      default: true
    },
    {
      id: 'quotients',
      title: 'Quotients of sums',
      meaning: 'Also looks for quotients of two polynomials.',
      type: 'boolean',
      default: true
    }
  ]
}
