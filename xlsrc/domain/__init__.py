"""The words of the field as frozen value objects."""
