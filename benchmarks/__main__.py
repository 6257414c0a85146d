"""Every measurement, one after the other."""

from benchmarks import (
    calibration,
    damages,
    detection,
    drifting,
    functions,
    maps,
    placebos,
    refresh,
    scale,
    speed,
    stationary,
    street,
)

for module in (
    refresh,
    street,
    scale,
    maps,
    speed,
    calibration,
    detection,
    drifting,
    placebos,
    stationary,
    functions,
    damages,
):
    module.main()
    print()
