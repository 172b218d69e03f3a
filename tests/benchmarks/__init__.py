"""Quality and speed, printed as tables: ``make bench``. Compared within one run, as ratios and CPU time."""
