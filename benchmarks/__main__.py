"""Every measurement, one after the other."""

from benchmarks import calibration, detection, functions, maps, placebos, refresh, speed

for module in (refresh, maps, speed, calibration, detection, placebos, functions):
    module.main()
    print()
