"""Training of the judge: its recipe, the regression and its calibration, the figures that are told of it."""
