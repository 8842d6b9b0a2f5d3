"""Writes a network that reads pairs for onnxruntime, in whole bytes."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from graph_builder.errors import ConfigurationError
from graph_builder.reader.pair_encoder import GIVEN
from graph_builder.training.encoder.fine_tuning import PairNetwork

_OPSET = 18


def write_onnx(network: PairNetwork, path: Path, *, whole: bool = True) -> None:
    """Write a network as ONNX, for any number and length of sequences.

    Args:
        network: that reads pairs.
        path: of the file.
        whole: weights as 8-bit integers, a quarter of the size (dynamic quantisation); else as they are.

    Raises:
        ConfigurationError: a library is missing.
    """
    try:
        import onnxscript  # noqa: F401 -- torch's exporter needs it
        from onnxruntime.quantization import QuantType, quantize_dynamic
    except ImportError as error:
        raise ConfigurationError(f"the encoder needs {error.name}; install graph-builder[training]") from error
    path.parent.mkdir(parents=True, exist_ok=True)
    pairs = [torch.tensor(numbers) for numbers in ((0, 0, 1), (1, 2, 3), (2, 0, 5))]
    given = (torch.ones(2, 12, dtype=torch.long), *pairs)
    batch, length, count = (torch.export.Dim(name) for name in ("batch", "length", "count"))
    plain = path.with_suffix(".whole.onnx") if whole else path
    with _quiet():
        torch.onnx.export(
            network.eval(), given, str(plain), input_names=list(GIVEN), output_names=["relations", "words"],
            opset_version=_OPSET, dynamo=True, external_data=False, verbose=False,
            dynamic_shapes=dict(zip(GIVEN, ({0: batch, 1: length}, *({0: count},) * 3), strict=True)),
        )  # fmt: skip
        if whole:
            quantize_dynamic(str(plain), str(path), weight_type=QuantType.QInt8)
            plain.unlink()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the exporter and the quantiser say about themselves from the log."""
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)
