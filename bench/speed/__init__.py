"""``make bench``: what answers cost, here and elsewhere: results.json, docs/benchmarks.md."""
