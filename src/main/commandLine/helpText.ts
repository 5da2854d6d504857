export const HELP = `Lawsmith turns measurements into laws.

  lawsmith discover FILE --target NAME [options]      every method that fits, cheapest first
  lawsmith run METHOD FILE [--target NAME] [options]  one method, also one that looks at the whole table
  lawsmith methods [--json]                           the methods and their settings

FILE is a table: CSV, TSV, JSON, Excel (.xlsx) or Parquet.

What to search
  --target NAME        the column to explain; several (a,b) are explained one after another, by the other columns
  --features a,b       the columns to explain it by (default: every input column)
  --units "a=AU,P=d"   units of columns, above those in the header
  --operators "+,*"    operators and functions that a law may use
  --template "y = a*f(x) + g(z)"
                       the shape of the law: fixed parts, numbers to be fitted and unknown functions of columns
  --know "FACT"        what is known of the law, as often as needed: y > 0; increasing in x; decreasing in x;
                       y(x=0) = 3; no sin in exp; at most 1 exp in exp
  --group NAME         one law for the groups in this column, with numbers of their own where they need them
  --define "sinc(u) = sin(u)/u"
                       a function of your own that laws may use, of one or two arguments
  --seeds FILE         formulas to start from: the JSON of an earlier search, or one formula a line
  --set option=value   a setting of the method (run only; see lawsmith methods)
  --strict             refuse a file that had to be mended

How long
  --seconds N          time limit for each target (default 60)
  --evaluations N      limit on formulas that are tried
  --threads N          search threads (default: one a core)
  --seed N             same seed, evaluations and one thread: same laws (default 1)

What to print (default: a table)
  --json               one JSON document, also for a fault
  --latex              the recommended law, or each finding, as a LaTeX equation
  --csv                all laws, one a line (not for methods that look at the whole table)
  --weights            the networks that were trained, as JSON (methods that look at the whole table; docs/networks.md)

  --help, --version

Exit code 0: done; 2: the input is at fault; 1: a bug. Ctrl-C ends the search and prints the best so far.
`
