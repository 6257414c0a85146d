"""Actions, outputs, the chain of outcomes, and impact."""
