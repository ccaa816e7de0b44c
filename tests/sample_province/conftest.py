"""The sample province, generated once and served for the tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit_rules.plans.loading import load_plan
from domain.plans import Plan
from sample_province.province import Model, build_model, hosts
from sample_province.server import Province


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan("yunnan-2017")


@pytest.fixture(scope="session")
def model(plan: Plan) -> Model:
    return build_model(plan)


@pytest.fixture(scope="session")
def served(model: Model) -> Iterator[Province]:
    with Province(hosts=hosts(model)) as province:
        yield province


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "province"
