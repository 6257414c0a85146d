"""Every measurement, one after the other."""

from benchmarks import detection, refresh, speed

for module in (refresh, speed, detection):
    module.main()
    print()
