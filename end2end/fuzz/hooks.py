"""What JSON Schema cannot say, said to schemathesis; each with the reason."""
