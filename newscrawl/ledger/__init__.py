"""The ledger: what is due, leased and seen; fingerprints and stories. Rebuilt from the archive."""
