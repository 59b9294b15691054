"""What every answer over HTTP shares: bytes and their hashes, addresses of readers, settings of a server."""
