"""Where names are answered: files of DNS answers held against tables of address ranges, offline, by published rules.

Nothing here resolves a name or asks a host. `docs/scans.md` says the rules in words.
"""
