"""Fixtures: a small company in memory, and what must always hold of it."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _beside(name: str) -> ModuleType:
    """A helper module of this folder, which is not a package."""
    qualified = f"tests_sync_{name}"
    if qualified not in sys.modules:
        path = Path(__file__).with_name(f"{name}.py")
        spec = importlib.util.spec_from_file_location(qualified, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[qualified] = module
        spec.loader.exec_module(module)
    return sys.modules[qualified]


@pytest.fixture(scope="session")
def memory() -> ModuleType:
    """The company in memory: make_company, add_change_order, Crash, KEY, PROJECT_ID."""
    _beside("mishaps")
    return _beside("company_in_memory")


@pytest.fixture(scope="session")
def promises() -> ModuleType:
    """The promises S1 to S5, checked on a company's books."""
    return _beside("promises")


@pytest.fixture
def company(memory: ModuleType) -> Any:
    return memory.make_company()


@pytest.fixture
def new_change_order(memory: ModuleType) -> Callable[..., Any]:
    add: Callable[..., Any] = memory.add_change_order
    return add
