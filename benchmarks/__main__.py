"""Every measurement, one after the other."""

from benchmarks import calibration, detection, drifting, functions, maps, placebos, refresh, speed

for module in (refresh, maps, speed, calibration, detection, drifting, placebos, functions):
    module.main()
    print()
