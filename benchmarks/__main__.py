"""Every measurement, one after the other."""

from benchmarks import detection, functions, maps, refresh, speed

for module in (refresh, maps, speed, detection, functions):
    module.main()
    print()
