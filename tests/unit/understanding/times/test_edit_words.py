"""A content file of wordings that is broken is named in one plain sentence."""

from importlib.resources import files
from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.understanding.times.edit_words import read_edit_words

WRITTEN = Path(str(files("assistant") / "content" / "en" / "changes.yaml")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("  - asks: snooze\n", "  - asks: snoze\n", r"changes.yaml, line \d+: 'asks' must be .*, not 'snoze'"),
        (
            "forms:\n",
            "openers_too: right\nforms:\n",
            r"changes.yaml, line \d+: 'openers_too' is not known here",
        ),
        (
            "      get rid of\n",
            "      get (rid of\n",
            r"changes.yaml: expected '\)' but found 'the end': 'get \(rid of'",
        ),
        (
            "      get rid of\n",
            "      get <rid> of\n",
            "changes.yaml: there is no rule or open words of the name 'rid'",
        ),
        ("      get rid of\n", "      * rid of\n", r"changes.yaml: a verb begins with a word of its own: '\* rid of'"),
        ("asks: move {thing} {where_to}", "asks: move {thing} {to}", r"changes.yaml: \{to\} of .* is missing in"),
        ("before_the_verb: >-", "before_the_verb: >-\n  <verb> [", "changes.yaml: there is no rule .* 'verb'"),
        (
            "  our_object_from_here:",
            "  object_from_here:",
            r"changes.yaml, line \d+: 'object_from_here' stands .* second",
        ),
        ("  leads: ", "  leeds: ", "changes.yaml: 'leads' is missing under 'words'"),
        ("  end_of: end of\n", "  end_of: end of\n  end_at: at\n", "changes.yaml: 'end_at' is not known under 'words'"),
        ("    most: 4\n", "    most: none\n", r"changes.yaml, line \d+: 'most' must be a whole number, not 'none'"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, right: str, wrong: str, complaint: str) -> None:
    path = tmp_path / "changes.yaml"
    assert right in WRITTEN
    path.write_text(WRITTEN.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=complaint) as caught:
        read_edit_words(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"changes\.yaml cannot be read"):
        read_edit_words(tmp_path / "changes.yaml")
