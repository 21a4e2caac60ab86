"""What the tests of every SDK stand on: a server, its accounts, a bad network, and a client that remembers its calls."""
