import { escapeLatex, portableLatex } from './latexText.ts'

/** A whole article for plain pdflatex, with plain rules where booktabs is not installed; `body` is LaTeX, the title plain text. */
export function latexDocument(title: string, body: string): string {
  return portableLatex(`\\documentclass{article}
\\usepackage[utf8]{inputenc}
\\usepackage{amsmath}
\\usepackage{amssymb}
\\IfFileExists{booktabs.sty}{\\usepackage{booktabs}}{%
  \\let\\toprule\\hline \\let\\midrule\\hline \\let\\bottomrule\\hline}
\\setlength{\\emergencystretch}{3em}
\\title{${escapeLatex(title)}}
\\author{}
\\date{}
\\begin{document}
\\maketitle

${body}
\\end{document}
`)
}
