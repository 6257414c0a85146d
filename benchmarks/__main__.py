"""Every measurement, one after the other."""

from benchmarks import detection, functions, refresh, speed

for module in (refresh, speed, detection, functions):
    module.main()
    print()
