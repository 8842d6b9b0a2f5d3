"""The version of the package; it enters the provenance of every graph."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("graph-builder")
except PackageNotFoundError:  # a checkout that was never installed
    VERSION = "0.1.0"
