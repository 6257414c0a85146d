"""Every measurement, one after the other."""

from benchmarks import (
    calibration,
    damages,
    detection,
    drifting,
    functions,
    maps,
    national_counts,
    placebos,
    refresh,
    speed,
    stationary,
    street,
)

for module in (
    refresh,
    street,
    national_counts,
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
