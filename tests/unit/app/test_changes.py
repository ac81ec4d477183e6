from pathlib import Path

import yaml

from assistant.app.changes import shared_settings
from assistant.app.content import CONTENT
from assistant.app.settings import Settings


def test_every_setting_that_affects_both_has_a_name_to_be_told_by(tmp_path: Path) -> None:
    told = yaml.safe_load((CONTENT / "settings.yaml").read_text(encoding="utf-8"))
    assert set(shared_settings(Settings(data_dir=tmp_path))) - set(told) == set()
