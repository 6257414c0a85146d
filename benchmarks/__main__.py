"""Every measurement, one after the other."""

from benchmarks import (
    calibration,
    damages,
    detection,
    drifting,
    fleet,
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
    fleet,
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
