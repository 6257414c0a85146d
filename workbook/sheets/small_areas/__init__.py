"""The sheet Small areas: the map's indicator by LSOA."""
