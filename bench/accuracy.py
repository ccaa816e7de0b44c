"""How well do the page readers read labelled corpora, beside other readers? ``make accuracy [CORPUS="DIR …"] [FLOOR=1]``.

A corpus is a folder with ``manifest.csv`` and label files (``bench/corpus.py``); several are measured together. Prints a
table a task, the chief figures by family of site, and every disagreement. docs/accuracy.md says what each figure means.

Exit status: 0 done; 1 a page could not be read at all, or with --floor a figure is beyond its floor; 2 no usable corpus.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.cases import read_corpus
from bench.corpus import CorpusError, load_corpus
from bench.report import all_rows, as_markdown, as_text, by_family, grouped_table, main_table, told_misses
from bench.scores import Case, broken_floors
from jobs.errors import UsageError


def main() -> int:
    """Read the corpora, hold what was read against the labels, print."""
    given = _arguments().parse_args()
    try:
        corpora = [load_corpus(folder) for folder in given.corpus]
    except CorpusError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    groups: dict[str, list[Case]] = {}
    unread: list[str] = []
    for number, corpus in enumerate(corpora, 1):
        prefix = f"{corpus.folder.name}/" if len(corpora) > 1 else ""
        try:
            cases, failed = read_corpus(
                corpus, given.out / f"{number}.jsonl", prefix=prefix, libraries=not given.no_libraries
            )
        except UsageError as error:
            sys.stderr.write(f"{error}\n")
            return 2
        groups[str(corpus.folder)] = cases
        unread += failed
    cases = [case for group in groups.values() for case in group]
    rows = all_rows(cases)
    tables = [main_table(rows), grouped_table("family", by_family(cases))]
    if len(groups) > 1:
        tables.append(grouped_table("corpus", groups))
    shown = as_markdown if given.markdown else as_text
    sys.stdout.write(f"{len(cases)} of {len(cases) + len(unread)} pages read\n\n")
    sys.stdout.write("\n".join(shown(table) for table in tables))
    if not given.quiet:
        misses = [miss for row in rows for miss in row.misses]
        sys.stdout.write(f"\n{len(misses)} disagreements\n{told_misses(misses)}")
        sys.stdout.writelines(f"{remark}\n" for corpus in corpora for remark in corpus.remarks)
    broken = broken_floors(rows) if given.floor else []
    sys.stderr.writelines(f"not read: {sentence}\n" for sentence in unread)
    sys.stderr.writelines(f"below the floor: {sentence}\n" for sentence in broken)
    return 1 if unread or broken else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, nargs="+", help="folders with a manifest.csv and label files")
    parser.add_argument(
        "--out", type=Path, default=Path("out/accuracy"), help="folder for the readings, a JSON line a page"
    )
    parser.add_argument("--floor", action="store_true", help="fail when a figure is below its floor")
    parser.add_argument("--quiet", action="store_true", help="the tables only")
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    parser.add_argument("--no-libraries", action="store_true", help="ask no comparison library")
    return parser


if __name__ == "__main__":
    sys.exit(main())
