"""Reading notebooks and Markdown files, and taking IPython's magics out of cells."""

import json
import linecache

import pytest

from torchlike._script.magics import plain_python
from torchlike._script.sources import (
    Cell,
    Recorded,
    ScriptError,
    is_document,
    read_document,
)


def notebook(*cells, **metadata):
    return json.dumps({"nbformat": 4, "metadata": metadata, "cells": cells})


def code(source, *outputs, count: int | None = 1):
    return {
        "cell_type": "code",
        "source": source,
        "outputs": outputs,
        "execution_count": count,
    }


@pytest.fixture
def write(tmp_path):
    def write_file(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write_file


def test_kinds_go_by_their_ending():
    assert [is_document(name) for name in ("a.ipynb", "b.md", "c.MARKDOWN", "d.py", "-m")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_notebook_cells_and_outputs(write):
    stream = {"output_type": "stream", "name": "stdout", "text": ["one\n", "two\n"]}
    noise = {"output_type": "stream", "name": "stderr", "text": "progress"}
    result = {"output_type": "execute_result", "data": {"text/plain": "3", "text/html": "<b>"}}
    picture = {"output_type": "display_data", "data": {"text/plain": "<Figure>", "image/png": ""}}
    error = {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": []}
    path = write(
        "a.ipynb",
        notebook(
            {"cell_type": "markdown", "source": "# title"},
            code(["x = 1\n", "x"], stream, noise, result, picture),
            code("raise ValueError('no')", error),
            code("y = 2"),
            code("z = 3", count=None),
        ),
    )
    document = read_document(path)
    assert document.displays
    assert [cell.number for cell in document.cells] == [1, 2, 3, 4]
    assert document.cells[0].source == "x = 1\nx"
    assert [cell.recorded for cell in document.cells] == [
        Recorded("one\ntwo\n3\n"),
        Recorded("", "ValueError: no"),
        Recorded(""),
        None,
    ]
    assert linecache.getline(f"{path}, cell 1", 2) == "x\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not a notebook: not valid JSON"),
        ("[]", "is not a notebook of format 4: it has no list of cells"),
        ('{"cells": [1]}', "is not a notebook of format 4"),
        (notebook(), "holds no Python code"),
        (notebook(code("1"), language_info={"name": "R"}), "is a notebook in R, not Python"),
    ],
)
def test_what_is_not_a_python_notebook(write, text, message):
    with pytest.raises(ScriptError, match=message):
        read_document(write("a.ipynb", text))


def test_markdown_without_python(write):
    with pytest.raises(ScriptError, match="a.md holds no Python code"):
        read_document(write("a.md", "# Title\n\n    indented\n"))


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(ScriptError, match="can't open file '.*absent.md': No such file"):
        read_document(str(tmp_path / "absent.md"))
    (tmp_path / "latin.md").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(ScriptError, match="is not UTF-8 text"):
        read_document(str(tmp_path / "latin.md"))


MARKDOWN = """\
Text.

```python
a = 1
```

More text.

    indented text, not an output

~~~~ py title="b"
text = '''
```
'''
~~~~

    printed

    after a blank line

- In a list:

  ```python
  if a:
      b = 2
  ```

  ```text
  out
  ```

```bash
pip install torch
```

```python
c = 3
```
```
4
```

```python
d = 5
"""


def test_markdown_fences_and_outputs(write):
    path = write("a.md", MARKDOWN)
    document = read_document(path)
    assert not document.displays
    assert [(cell.source, cell.first_line) for cell in document.cells] == [
        ("a = 1", 4),
        ("text = '''\n```\n'''", 12),
        ("if a:\n    b = 2", 24),
        ("c = 3", 37),
        ("d = 5", 44),
    ]
    assert [cell.recorded for cell in document.cells] == [
        None,
        Recorded("printed\n\nafter a blank line"),
        Recorded("out"),
        Recorded("4"),
        None,
    ]
    assert linecache.getline(path, 25) == "    b = 2\n"
    assert linecache.getline(path, 1) == "\n"


PYTHON_ERROR = """\
before
Traceback (most recent call last):
  File "a.py", line 1, in <module>
json.decoder.JSONDecodeError: first a.b: c
second: line
"""
IPYTHON_ERROR = """\
before
---------------------------------------------------------------------------
KeyError                                  Traceback (most recent call last)
Cell In[1], line 1
----> 1 {}['x']

KeyError: 'x'
"""


@pytest.mark.parametrize(
    ("output", "error"),
    [
        (PYTHON_ERROR, "JSONDecodeError: first a.b: c\nsecond: line"),
        (IPYTHON_ERROR, "KeyError: 'x'"),
    ],
)
def test_markdown_output_that_ends_in_a_traceback(write, output, error):
    path = write("a.md", f"```python\nf()\n```\n\n```text\n{output}```\n")
    assert read_document(path).cells[0].recorded == Recorded("before\n", error)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%matplotlib inline\nx = 1", "\nx = 1"),
        ("if x:\n    %load_ext autoreload\n    y", "if x:\n    pass\n    y"),
        ("!pip install torch\nx", "\nx"),
        ("! pip3 install -q torch", ""),
        ("!{sys.executable} -m pip install torch", ""),
        ("%pip install torch", ""),
        ("torch.ones?\n?x\nx??", "\n\n"),
        ("%time x = f()", "x = f()"),
        ("%timeit -n 10 -r3 f(x)", "f(x)"),
        ("\n%%time\nx = 1", "\n\nx = 1"),
        ("%%timeit -n 5 y = 2\nx = y", "y = 2\nx = y"),
        ("%%capture out\nx = 1", "\nx = 1"),
        ("%%html\n<b>", ""),
        # Python's own percent signs and exclamation marks are left alone.
        ("x = (7\n%3)", "x = (7\n%3)"),
        ("x = 7 \\\n%3", "x = 7 \\\n%3"),
        ("'''\n!ls\n%cd\n'''", "'''\n!ls\n%cd\n'''"),
        ("x = '''\n%cd'''\n%matplotlib", "x = '''\n%cd'''\n"),
    ],
)
def test_magics(source, expected):
    assert plain_python(Cell(1, source, "nb")) == expected


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        ("x = 1\n!ls -l", "torchlike does not run the shell command '!ls -l'", 12),
        ("%cd /tmp", "torchlike does not run IPython's %cd", 11),
        ("%%bash\nls", "torchlike does not run IPython's %%bash", 11),
        ("x\n%%time", "torchlike does not run IPython's %%time", 12),
    ],
)
def test_magics_that_do_something_are_refused(source, message, line):
    with pytest.raises(SyntaxError, match=message) as caught:
        plain_python(Cell(1, source, "nb", first_line=11))
    assert (caught.value.filename, caught.value.lineno) == ("nb", line)
