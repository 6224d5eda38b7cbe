"""``python -m torchlike``: runs a script, notebook or Markdown file with torch aliased."""

import sys

from torchlike._script.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
