"""``python -m torchlike``: runs a script, notebook or Markdown file with torch aliased."""

import gc
import sys

from torchlike._script.command import main

if __name__ == "__main__":
    # What is imported by now stays to the end: collecting it, at exit above all, is wasted time.
    gc.freeze()
    sys.exit(main(sys.argv[1:]))
