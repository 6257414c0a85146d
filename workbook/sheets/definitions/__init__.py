"""The sheet Definitions: what each indicator counts."""
