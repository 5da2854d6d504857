import { escapeLatex, portableLatex } from './latexText.ts'

/** A whole article for plain pdflatex; `body` is LaTeX, the title plain text. */
export function latexDocument(title: string, body: string): string {
  return portableLatex(`\\documentclass{article}
\\usepackage[utf8]{inputenc}
\\usepackage{amsmath}
\\usepackage{amssymb}
\\usepackage{booktabs}
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
