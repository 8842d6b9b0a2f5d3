"""An encoder of our own: trained on plain text first, then to read pairs of actors for `build --reader large`.

`texts`, `subwords` and `packing` make token rows of folders of text; `network` and `pretraining` learn from them,
where a device is lent on that device, which has PyTorch, NumPy and typer, but neither spaCy nor rdflib: these modules
import neither. `pair_examples`, `fine_tuning` and `exporting` teach the encoder the annotated pairs and write it for
onnxruntime.
"""
