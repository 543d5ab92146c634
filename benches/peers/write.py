"""Puts tables into a document: write.py DOCUMENT FOLDER

What stands in the document between `<!-- table: NAME -->` and `<!-- end of table -->` becomes what the file FOLDER/NAME.md has, for each
such file. A name that the document does not have is an error, because the table would be lost.
"""

import re
import sys
from pathlib import Path

document, folder = map(Path, sys.argv[1:])
text = document.read_text()
for table in sorted(folder.glob("*.md")):
    begin = f"<!-- table: {table.stem} -->"
    marked = re.compile(re.escape(begin) + r"\n.*?<!-- end of table -->", re.DOTALL)
    filled = f"{begin}\n{table.read_text().strip()}\n<!-- end of table -->"
    text, count = marked.subn(lambda _: filled, text)
    if count != 1:
        sys.exit(f"{document} has {count} places for the table {table.stem}")
document.write_text(text)
