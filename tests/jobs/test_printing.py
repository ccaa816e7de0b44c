"""Is it said what is missing before a report in PDF is made that could not be read?"""

import pytest

from evidence.office import typesetting
from jobs.errors import WorkError
from jobs.printing import check_printing


def test_with_everything_there_nothing_is_said() -> None:
    check_printing()


def test_without_chinese_typefaces_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "TYPEFACES", ("A typeface that nobody has",))
    with pytest.raises(WorkError, match=r"no typeface with Chinese characters .* fonts-noto-cjk"):
        check_printing()
