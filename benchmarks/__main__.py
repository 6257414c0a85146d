"""Every measurement, one after the other."""

from benchmarks import (
    calibration,
    detection,
    drifting,
    functions,
    maps,
    placebos,
    refresh,
    speed,
    stationary,
)

for module in (
    refresh,
    maps,
    speed,
    calibration,
    detection,
    drifting,
    placebos,
    stationary,
    functions,
):
    module.main()
    print()
